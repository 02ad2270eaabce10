"""What people type, read as it was meant: text, numbers, addresses, searches."""
