"""Pure functions from pages to grants: no network, no disk writes, no orchestration."""
