namespace PerfFunctions.Engine.Metrics;

/// <summary>Classes of HTTP statuses, from 1xx to 5xx.</summary>
public static class StatusClass
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>The class of a status, from 0 for 1xx; what is none of HTTP counts as the nearest.</summary>
    public static int Of(int status) => Math.Clamp((status / 100) - 1, 0, Count - 1);

    /// <summary>Its name: <c>2xx</c>.</summary>
    public static string NameOf(int index) => $"{index + 1}xx";
}
