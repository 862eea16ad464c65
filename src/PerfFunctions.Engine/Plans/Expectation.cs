using PerfFunctions.Engine.JsonPaths;

namespace PerfFunctions.Engine.Plans;

/// <summary>What makes a response a success.</summary>
public sealed record Expectation
{
    /// <summary>Allowed status codes, and excluded ones; empty means any below 400 for a step, and any for a check.</summary>
    public IReadOnlyList<StatusRange> Status { get; init; } = [];

    /// <summary>What must hold of the body as text; empty for no check.</summary>
    public IReadOnlyList<ValueTest> Body { get; init; } = [];

    /// <summary>What must hold of values in the JSON body; empty for no check.</summary>
    public IReadOnlyList<JsonExpectation> Json { get; init; } = [];

    /// <summary>What must hold of response headers, by name; texts are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ValueTest>> Headers { get; init; } = new Dictionary<string, IReadOnlyList<ValueTest>>();

    /// <summary>What must hold of the bytes of the body, as they travelled; null for no check.</summary>
    public CountTest? Size { get; init; }

    /// <summary>Longest service time; a response that takes longer is a failure. Null for no check.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Whether the body has to be looked into.</summary>
    public bool LooksIntoBody => Body.Count + Json.Count > 0;

    /// <summary>All tests of body and headers.</summary>
    internal IEnumerable<ValueTest> Tests => [.. Body, .. Json.SelectMany(j => j.Tests), .. Headers.Values.SelectMany(h => h)];

    /// <summary>Whether <see cref="Status"/> allows a status: it is not excluded, and is named if any allowed ones are.</summary>
    public bool Allows(int status)
    {
        bool isNamed = false;
        bool areAllowedNamed = false;
        for (int i = 0; i < Status.Count; i++)
        {
            bool isContained = Status[i].Contains(status);
            if (isContained && Status[i].IsExcluded)
            {
                return false;
            }

            areAllowedNamed |= !Status[i].IsExcluded;
            isNamed |= isContained;
        }

        return isNamed || !areAllowedNamed;
    }
}

/// <summary>What must hold of a value in a JSON body.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Tests">What must hold; all of it.</param>
public sealed record JsonExpectation(JsonPath Path, IReadOnlyList<ValueTest> Tests);

/// <summary>What a check asks of a response; all of it must hold.</summary>
public sealed record ResponseCondition
{
    /// <summary>Status, body, headers, size, service time.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>The value that is looked at; null when only <see cref="Expect"/> is asked.</summary>
    public Capture? Source { get; init; }

    /// <summary>What must hold of the value; empty when it must only be there.</summary>
    public IReadOnlyList<ValueTest> Tests { get; init; } = [];

    /// <summary>Whether the body has to be looked into.</summary>
    public bool LooksIntoBody => Expect.LooksIntoBody || Source?.LooksIntoBody == true;
}
