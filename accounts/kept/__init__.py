"""What was sent when nobody was logged in any more: kept, shown, and sent with one button."""
