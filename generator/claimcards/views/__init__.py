"""What each page shows, as plain values: sentences, labels and rows, and no markup."""
