namespace PerfFunctions.App.Http;

/// <summary>Says what an API function answers when all is well; refusals are problem details, and the same for all.</summary>
/// <param name="type">What it writes as JSON; null for nothing, or for what is not JSON of ours.</param>
/// <param name="status">HTTP status.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(Type? type, int status = 200) : Attribute
{
    /// <summary>What it writes as JSON; null for nothing, or for what is not JSON of ours.</summary>
    public Type? Type { get; } = type;

    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Media type of what is not JSON of ours; null for none.</summary>
    public string? Media { get; init; }
}

/// <summary>Says what an API function reads from the body.</summary>
/// <param name="type">What it reads as JSON; null for what is not JSON of ours.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute(Type? type) : Attribute
{
    /// <summary>What it reads as JSON; null for what is not JSON of ours.</summary>
    public Type? Type { get; } = type;

    /// <summary>Media type of the body.</summary>
    public string Media { get; init; } = "application/json";
}

/// <summary>Says that an API function reads a value from the query.</summary>
/// <param name="name">Its name.</param>
/// <param name="meaning">What it is for, in one sentence.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string meaning) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is for, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Whether nothing can be done without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it may be there several times.</summary>
    public bool Repeated { get; init; }
}
