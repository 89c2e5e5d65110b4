"""Taking evidence into the ledger, deriving levels, and running cycles."""
