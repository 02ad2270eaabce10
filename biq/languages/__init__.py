"""The seven languages of the public face: which one a page speaks, and where its words lie."""
