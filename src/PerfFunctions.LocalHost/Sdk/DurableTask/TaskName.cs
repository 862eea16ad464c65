namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or an activity.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Takes a name.</summary>
    /// <param name="name">The name; null is kept as the empty name.</param>
    public TaskName(string name)
    {
        Name = name ?? string.Empty;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>A name from a text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator TaskName(string value) => new(value);

    /// <summary>The text of a name.</summary>
    /// <param name="value">The name.</param>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Whether two names are the same, without regard to case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Whether two names differ.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc />
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? string.Empty);

    /// <inheritdoc />
    public override string ToString() => Name;
}
