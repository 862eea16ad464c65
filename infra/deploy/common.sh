# shellcheck shell=bash
# What the scripts of this folder share. They are called with an environment: the name of a file in bicep/.

fail() {
  echo "$(basename "$0"): $1" >&2
  exit 2
}

need() {
  command -v "$1" >/dev/null 2>&1 || fail "'$1' was not found. $2"
}

# Sets environment, group, parameters; ends the script where one of them cannot be.
begin() {
  environment=${1:-}
  group=${2:-${AZURE_RESOURCE_GROUP:-}}
  parameters="bicep/$environment.bicepparam"
  case "$environment" in
    ''|-*) fail "usage: $(basename "$0") ENVIRONMENT [RESOURCE_GROUP], with $(environments) for ENVIRONMENT." ;;
  esac
  [ -f "$parameters" ] || fail "there is no environment '$environment'; known are $(environments)."
  [ -n "$group" ] || fail 'no resource group: name it second, or in AZURE_RESOURCE_GROUP.'
  need az 'Install the Azure CLI: https://learn.microsoft.com/cli/azure/install-azure-cli'
  az account show --output none 2>/dev/null || fail "not signed in to Azure: run 'az login' first."
  az group show --name "$group" --output none 2>/dev/null ||
    fail "resource group '$group' was not found in subscription '$(az account show --query name --output tsv)': make it by 'az group create', or choose another by 'az account set'."
  PERF_BUDGET_START=$(budget_start)
  export PERF_BUDGET_START
}

# The month that a budget began with is fixed for good.
budget_start() {
  az consumption budget list --resource-group "$group" --query '[0].timePeriod.startDate' --output tsv 2>/dev/null | cut -c1-10 || true
}

environments() {
  local known=(bicep/*.bicepparam)
  known=("${known[@]#bicep/}")
  known=("${known[@]%.bicepparam}")
  (IFS=,; echo "${known[*]}")
}
