"""What is true of holding data: the declaration, the terms, who may be erased."""
