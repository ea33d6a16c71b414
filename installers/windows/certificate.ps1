# Puts the certificate that signs into the user's store, for the steps that follow. Does nothing where
# there is none.
$ErrorActionPreference = 'Stop'
if (-not $env:CERTIFICATE) {
	Write-Output 'No certificate: the program is not signed.'
	exit 0
}
$file = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
[IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:CERTIFICATE))
$password = ConvertTo-SecureString $env:PASSWORD -AsPlainText -Force
Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password | Out-Null
Remove-Item $file
$kits = "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe"
$tool = Get-ChildItem $kits | Sort-Object FullName | Select-Object -Last 1
"SIGNTOOL=$($tool.FullName)" | Out-File -Append -Encoding utf8 $env:GITHUB_ENV
