namespace PerfFunctions.Api.Live;

/// <summary>Failures by kind after the warm-up; data of an event <c>errors</c>.</summary>
/// <param name="Scenarios">By scenario, in the order of the plan; those without failures are not in it.</param>
public sealed record LiveErrors(IReadOnlyList<ScenarioErrors> Scenarios);

/// <summary>Failures of the requests of a scenario.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Kinds">The most frequent ones, most frequent first; at most 30.</param>
/// <param name="OtherKinds">How many more there are.</param>
/// <param name="OtherFailures">How many failures are of those.</param>
public sealed record ScenarioErrors(string Name, IReadOnlyList<RequestError> Kinds, int OtherKinds, long OtherFailures);

/// <summary>Failures of one kind of the requests of one name.</summary>
/// <param name="Request">Name of the request.</param>
/// <param name="Kind">The kind, such as <c>timeout</c>; at most 200 characters.</param>
/// <param name="Count">How many.</param>
/// <param name="Share">As a fraction of all requests of the name that ended.</param>
public sealed record RequestError(string Request, string Kind, long Count, double Share);
