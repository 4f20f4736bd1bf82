"""What a card costs: synthetic content of any size, and the core measured against MkDocs."""
