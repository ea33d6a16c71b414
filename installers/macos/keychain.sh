#!/bin/sh
# Puts the certificate that signs into a keychain of its own, for the steps that follow. Does nothing
# where there is none.
set -eu
if [ -z "${CERTIFICATE:-}" ]; then
	echo "No certificate: the program is not signed."
	exit 0
fi
keychain="$RUNNER_TEMP/signing.keychain-db"
secret=$(openssl rand -hex 24)
printf '%s' "$CERTIFICATE" | base64 --decode >"$RUNNER_TEMP/certificate.p12"
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
security import "$RUNNER_TEMP/certificate.p12" -P "$PASSWORD" -k "$keychain" -T /usr/bin/codesign
rm "$RUNNER_TEMP/certificate.p12"
security set-key-partition-list -S apple-tool:,apple: -k "$secret" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
echo "CODESIGN_IDENTITY=$IDENTITY" >>"$GITHUB_ENV"
if [ -n "${APPLE_ID:-}" ]; then
	xcrun notarytool store-credentials dragoman --apple-id "$APPLE_ID" --team-id "$TEAM" \
		--password "$APPLE_PASSWORD"
	echo "NOTARY_PROFILE=dragoman" >>"$GITHUB_ENV"
fi
