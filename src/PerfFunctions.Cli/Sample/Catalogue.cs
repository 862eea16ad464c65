namespace PerfFunctions.Cli.Sample;

/// <summary>What the shop sells.</summary>
internal static class Catalogue
{
    /// <summary>Articles on one page of the list.</summary>
    public const int PageSize = 8;

    private static readonly string[] Names =
    [
        "Aurinko", "Brisk", "Calla", "Dune", "Ember", "Fjell", "Gloam", "Halo", "Iris", "Juniper", "Kelp", "Luna",
        "Moth", "Nimbus", "Opal", "Pebble", "Quill", "Reed", "Sol", "Tarn", "Umbra", "Vesper", "Willow", "Zephyr",
    ];

    private static readonly string[] Kinds = ["Pendant, blown glass", "Table lamp, ash", "Desk lamp, steel", "Floor lamp, linen"];

    /// <summary>All articles, by id.</summary>
    public static IReadOnlyList<Lamp> Lamps { get; } =
        [.. Names.Select((name, index) => new Lamp(index + 1, name, Kinds[index % Kinds.Length], 79 + (index * 37 % 220), $"/img/lamp-{index + 1}.svg"))];

    /// <summary>Number of pages of the list.</summary>
    public static int Pages => (Lamps.Count + PageSize - 1) / PageSize;

    /// <summary>The article, or null.</summary>
    public static Lamp? Find(int id) => id >= 1 && id <= Lamps.Count ? Lamps[id - 1] : null;
}
