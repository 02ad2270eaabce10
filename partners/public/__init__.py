"""What partners see who have no account: the page of their invitation."""
