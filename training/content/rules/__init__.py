"""What a good module and a good quiz are: text in, typed content and all problems out."""
