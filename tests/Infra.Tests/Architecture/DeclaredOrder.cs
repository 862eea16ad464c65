namespace PerfFunctions.Infra.Tests.Architecture;

/// <summary>The order of projects and folders that the page on the architecture declares, lowest first.</summary>
internal static class DeclaredOrder
{
    private const string Heading = "## Projects and folders";

    /// <summary>Namespaces, lowest first: that of a project after those of its folders, as it puts them together.</summary>
    public static IReadOnlyList<string> Read()
    {
        string page = Repository.Read("src", "PerfFunctions.Web", "docs", "architecture.md").ReplaceLineEndings("\n");
        string block = page.Split(Heading)[1].Split("```text\n")[1].Split("```")[0];
        List<string> order = [];
        string? project = null;
        foreach (string line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = line.Trim().Split(' ')[0];
            if (line[0] == ' ')
            {
                order.Add($"{project}.{name.Replace('/', '.')}");
                continue;
            }

            if (project is not null)
            {
                order.Add(project);
            }

            project = name;
        }

        return [.. order, project!];
    }
}
