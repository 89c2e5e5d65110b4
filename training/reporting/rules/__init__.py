"""What is true of figures about many people: how sure they are, and who may not be seen in them."""
