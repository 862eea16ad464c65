namespace PerfFunctions.Engine.Plans;

/// <summary>One step of a flow. Path, header values and body may hold <c>${variable}</c> and are <see cref="TextTemplate"/>s.</summary>
public abstract record FlowStep;

/// <summary>Waits; not part of any latency.</summary>
/// <param name="For">How long.</param>
public sealed record PauseStep(TimeSpan For) : FlowStep;

/// <summary>Sends one request and reads the whole response.</summary>
public sealed record HttpStep : FlowStep
{
    /// <summary>GET, POST, PUT or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Path below the target, with its query, or an absolute http(s) address.</summary>
    public required string Path { get; init; }

    /// <summary>Request headers by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Body text, or null for none. From <c>json:</c> it is the serialized JSON; a <c>${variable}</c> in it is filled in JSON-escaped.</summary>
    public string? Body { get; init; }

    /// <summary>True when <see cref="Body"/> is JSON; sets the content type.</summary>
    public bool IsJson { get; init; }

    /// <summary>What makes the response a success.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>Values taken from the JSON response for later steps: variable name to path (<c>$.items[0].id</c>).</summary>
    public IReadOnlyDictionary<string, JsonPath> Captures { get; init; } = new Dictionary<string, JsonPath>();

    /// <summary>Limit from send to last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>What makes a response a success.</summary>
public sealed record Expectation
{
    /// <summary>Allowed status codes; empty means any below 400.</summary>
    public IReadOnlyList<int> Status { get; init; } = [];

    /// <summary>Text the body must contain, taken literally; null for no check.</summary>
    public string? Body { get; init; }
}
