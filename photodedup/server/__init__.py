"""The engine as a local HTTP API, with a web page. Optional: needs the extra `server`."""
