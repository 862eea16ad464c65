namespace PerfFunctions.Engine.Values;

/// <summary>What a <see cref="Value"/> is in JSON.</summary>
public enum ValueKind
{
    /// <summary>null, and what is not there.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number, with all its digits.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list or an object.</summary>
    Json,
}
