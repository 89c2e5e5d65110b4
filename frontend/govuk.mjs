// The few behaviours of GOV.UK Frontend that Resap uses; bundled into static/js/vendor/govuk.js by build.sh.
import { Button, createAll, ErrorSummary, NotificationBanner, SkipLink, Tabs } from "govuk-frontend";

export function start() {
  for (const component of [Button, ErrorSummary, NotificationBanner, SkipLink, Tabs]) {
    createAll(component);
  }
}
