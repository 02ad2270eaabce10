"""What leaders see of partners: whom to ask, and who was asked for their courses."""
