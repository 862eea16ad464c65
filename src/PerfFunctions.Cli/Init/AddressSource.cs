using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Init;

/// <summary>Makes a draft of a page: the page itself, and a visit that follows a few of its links.</summary>
internal static class AddressSource
{
    private const int MaxLinks = 5;
    private const int MaxTried = 10;

    /// <summary>The draft. Links are requested once, to see which of them answer.</summary>
    /// <param name="page">The page as it was fetched.</param>
    /// <param name="download">Requests the links.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PlanDraft> ReadAsync(Document page, Download download, CancellationToken cancellationToken)
    {
        string path = PlanYaml.Path(page.Address.AbsolutePath)
            ?? throw new CliException($"'{page.Address}' is not an address that a plan can request.");
        List<DraftRequest> requests = [new(NameOf(path), path)];
        List<string> omitted = [];
        foreach (string link in PageLinks.Of(page.Text, page.Address, MaxTried))
        {
            if (requests.Count > MaxLinks)
            {
                omitted.Add($"{link}: a visit has {MaxLinks} links");
            }
            else if (await download.StatusAsync(new Uri(page.Address, link), cancellationToken) is not { } status)
            {
                omitted.Add($"{link}: it did not answer");
            }
            else if (status >= 400)
            {
                omitted.Add($"{link}: it answers with status {status}");
            }
            else
            {
                requests.Add(new DraftRequest(NameOf(link), link));
            }
        }

        var site = new Uri(page.Address.GetLeftPart(UriPartial.Authority));
        return new PlanDraft(site, "visit", $"the page {page.Address.GetLeftPart(UriPartial.Path)}")
        {
            Requests = requests,
            Page = path,
            Omitted = omitted,
        };
    }

    private static string NameOf(string path) => path == "/" ? "Home" : PlanYaml.Title(path, "Page");
}
