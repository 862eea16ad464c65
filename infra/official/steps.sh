# shellcheck shell=bash disable=SC2154
# The steps of check, which sets feed, only, azure_monitor and work.

misused() {
  echo "check: $1" >&2
  exit 2
}

wrong() {
  echo "check: $1" >&2
  [ ! -s "$work/log" ] || tail -n 30 "$work/log" >&2
  exit 1
}

# What a feed calls by an official name must not stay on this machine under that name.
choose_sources() {
  sources=()
  [ -n "$feed" ] || return 0
  export NUGET_PACKAGES="$work/packages"
  if [ -n "$only" ]; then sources=("-p:RestoreSources=$feed"); else sources=("-p:RestoreAdditionalProjectSources=$feed"); fi
}

# The packages of official mode, each as ID VERSION, as the repository pins them.
pins() {
  sed -n '/Label="Official mode/,/<\/ItemGroup>/s/.*Include="\([^"]*\)" Version="\([^"]*\)".*/\1 \2/p' Directory.Packages.props |
    if [ "$azure_monitor" = true ]; then cat; else sed '/^Azure\.Monitor\.Query /d'; fi
}

# A project that has nothing but these packages, so that all that are missing are told at once.
find_packages() {
  echo '== packages'
  mkdir "$work/probe"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    pins | while read -r id version; do echo "<PackageReference Include=\"$id\" Version=\"$version\" />"; done
    echo '</ItemGroup></Project>'
  } > "$work/probe/probe.csproj"
  if dotnet restore "$work/probe" -p:NuGetAudit=false "${sources[@]}" > "$work/log" 2>&1; then return; fi
  local missing
  missing=$(sed -nE 's/.*NU110[123]: Unable to find (a stable )?package ([^ ]*[^ .])( with version \((>= )?([^)]*)\))?.*/\2/p' "$work/log" | sort -u)
  [ -n "$missing" ] || wrong 'the packages cannot be restored:'
  echo 'check: official mode cannot be built here; these packages are missing:' >&2
  for id in $missing; do echo "  $id $(pins | sed -n "s/^$id //p")" >&2; done
  exit 3
}

publish() {
  echo '== publish'
  dotnet publish src/PerfFunctions.App -c Release -p:FunctionsSdk=official -p:AzureMonitor="$azure_monitor" --artifacts-path "$work/artifacts" \
    -o "$work/app" "${sources[@]}" > "$work/log" 2>&1 || wrong 'it does not build:'
  : > "$work/log"
}

look_at_files() {
  echo '== files'
  local file monitor=()
  [ "$azure_monitor" = false ] || monitor=(Azure.Monitor.Query.dll)
  for file in functions.metadata worker.config.json extensions.json host.json .azurefunctions PerfFunctions.App.dll \
    Microsoft.Azure.Functions.Worker.dll Microsoft.Azure.Functions.Worker.Extensions.DurableTask.dll "${monitor[@]}"; do
    [ -e "$work/app/$file" ] || wrong "the output has no $file."
  done
  [ ! -e "$work/app/PerfFunctions.LocalHost.dll" ] || wrong 'the output has the local host.'
  cmp -s host.json "$work/app/host.json" || wrong 'host.json is not the one of the repository.'
  grep -q '"language": *"dotnet-isolated"' "$work/app/worker.config.json" || wrong 'worker.config.json names another worker.'
  grep -q 'PerfFunctions.App.dll' "$work/app/worker.config.json" || wrong 'worker.config.json does not start the app.'
  grep -q 'DurableTaskWebJobsStartup' "$work/app/extensions.json" || wrong 'extensions.json has no Durable Functions.'
}

# Every function of the sources is one that the host would see, and no other.
look_at_functions() {
  echo '== functions'
  grep -rhoE '\[Function\((nameof\()?"?[A-Za-z]+' src/PerfFunctions.App --include=*.cs | sed -E 's/.*[("]//' | sort > "$work/declared"
  grep -oE '^    "name": *"[A-Za-z]+"' "$work/app/functions.metadata" | sed -E 's/.*"([A-Za-z]+)"$/\1/' | sort > "$work/seen"
  diff "$work/declared" "$work/seen" > "$work/log" || wrong 'functions.metadata differs from the sources (< only there, > only here):'
  echo "   $(wc -l < "$work/seen") functions"
}

# Without a host a worker can only say that it has none; it says so after all of its services are made.
start_worker() {
  echo '== worker'
  # In a shell of its own, which keeps to itself that its child is aborted.
  bash -c 'cd "$1" && timeout 60 dotnet PerfFunctions.App.dll; exit $?' - "$work/app" > "$work/log" 2>&1 && wrong 'the worker ended well without a host:'
  grep -qi 'HostEndpoint' "$work/log" || wrong 'the worker does not get as far as to ask for its host:'
}
