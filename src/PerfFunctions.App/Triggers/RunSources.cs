using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Triggers;

/// <summary>Reads which code a run is about.</summary>
internal static partial class RunSources
{
    private const int LongestBranch = 255;

    extension(RunSource)
    {
        /// <summary>Reads <c>?commit=</c> and <c>?branch=</c>.</summary>
        /// <param name="request">The request.</param>
        /// <param name="problems">Takes what is wrong with them.</param>
        public static RunSource Of(HttpRequest request, ICollection<FieldProblem> problems)
        {
            (string? commit, string? branch) = (request.Query["commit"], request.Query["branch"]);
            if (commit is not null && !CommitForm().IsMatch(commit))
            {
                problems.Add(new FieldProblem("commit", commit, "is not a commit", "7 to 64 hexadecimal digits"));
            }

            if (branch is not null && (branch.Length is 0 or > LongestBranch || branch.Any(char.IsControl)))
            {
                problems.Add(new FieldProblem("branch", branch, "is not a valid branch name", $"1 to {LongestBranch} characters on one line"));
            }

            return new RunSource(commit, branch);
        }
    }

    [GeneratedRegex(@"^[0-9a-fA-F]{7,64}\z")]
    private static partial Regex CommitForm();
}
