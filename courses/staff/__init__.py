"""What staff fill in and look at about courses."""
