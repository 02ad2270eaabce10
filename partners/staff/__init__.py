"""The staff's pages about partners."""
