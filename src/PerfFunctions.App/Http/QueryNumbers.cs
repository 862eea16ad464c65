using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.App.Http;

/// <summary>Reads whole numbers of a query.</summary>
internal static class QueryNumbers
{
    /// <summary>A number of digits alone, in its range; null where there is none, or where it was wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name in the query.</param>
    /// <param name="min">Smallest that is allowed.</param>
    /// <param name="max">Largest that is allowed.</param>
    /// <param name="wrong">The message for any other text, such as "is not a number of runs".</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static int? Read(HttpRequest request, string name, int min, int max, string wrong, List<FieldProblem> problems)
    {
        if ((string?)request.Query[name] is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
        {
            return number;
        }

        problems.Add(new FieldProblem(name, text, wrong, $"{min} to {max}"));
        return null;
    }
}
