"""What is sent to the browser, and what it asks for."""
