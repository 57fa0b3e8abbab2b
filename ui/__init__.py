"""The page: settings and their address, the controls, the stage, the table and the downloads."""
