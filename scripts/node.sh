#!/bin/sh
# Installs what package-lock.json names, or says in one sentence what is missing.
set -eu
recent='const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 18 || (major === 18 && minor >= 18) ? 0 : 1)'
if ! node -e "$recent" 2>/dev/null || ! command -v npm >/dev/null; then
    echo "Node.js 18.18 or newer and npm are needed to check the JavaScript, and node is $(node --version 2>/dev/null || echo missing): on Debian or Ubuntu, 'sudo apt-get install nodejs npm' brings them." >&2
    exit 1
fi
exec npm ci --silent --no-audit --no-fund
