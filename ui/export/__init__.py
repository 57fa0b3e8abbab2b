"""What a visitor takes away: files, a script, a page, a link."""
