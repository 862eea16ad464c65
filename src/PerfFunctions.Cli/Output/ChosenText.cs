namespace PerfFunctions.Cli.Output;

/// <summary>Says in words what a run chooses of its plan.</summary>
internal static class ChosenText
{
    /// <summary>The profile and the parameters whose values are not the plan's own; empty for neither.</summary>
    public static string Of(string? profile, IEnumerable<KeyValuePair<string, string>> parameters) => string.Join(
        ", ", [.. profile is null ? (string[])[] : [$"profile {profile}"], .. parameters.Select(p => $"{p.Key}={p.Value}")]);
}
