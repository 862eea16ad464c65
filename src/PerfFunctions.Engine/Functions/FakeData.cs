using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Bogus;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Makes data up with Bogus.</summary>
internal static class FakeData
{
    /// <summary>The locale of who asks for none.</summary>
    public const string English = "en";

    private const string Person = "person";

    // Addresses of e-mail are at example.com and its like, which RFC 2606 reserves: load must reach no stranger's mailbox.
    private static readonly FrozenDictionary<string, Func<Faker, string>> Makers = new Dictionary<string, Func<Faker, string>>
    {
        ["name"] = f => f.Name.FullName(),
        ["firstName"] = f => f.Name.FirstName(),
        ["lastName"] = f => f.Name.LastName(),
        ["email"] = f => f.Internet.ExampleEmail(),
        ["userName"] = f => f.Internet.UserName(),
        ["phone"] = f => f.Phone.PhoneNumber(),
        ["street"] = f => f.Address.StreetAddress(),
        ["zip"] = f => f.Address.ZipCode(),
        ["city"] = f => f.Address.City(),
        ["country"] = f => f.Address.Country(),
        ["company"] = f => f.Company.CompanyName(),
        ["product"] = f => f.Commerce.ProductName(),
        ["word"] = f => f.Lorem.Word(),
        ["sentence"] = f => f.Lorem.Sentence(),
        ["paragraph"] = f => f.Lorem.Paragraph(),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Locales = Database.GetAllLocales().ToFrozenSet();

    // A faker is not safe to share, and costs far more to make than to seed.
    [ThreadStatic]
    private static Dictionary<string, Faker>? _fakers;

    /// <summary>What can be made up.</summary>
    public static IEnumerable<string> Kinds => Makers.Keys.Append(Person);

    /// <summary>Made-up data; null for a kind or a locale that there is not.</summary>
    /// <param name="kind">What.</param>
    /// <param name="locale">Where it could be from.</param>
    /// <param name="seed">Where chance begins: the same data for the same seed.</param>
    public static Value? Of(string kind, string locale, int seed)
    {
        if (!Locales.Contains(locale) || !(kind == Person || Makers.ContainsKey(kind)))
        {
            return null;
        }

        Dictionary<string, Faker> fakers = _fakers ??= [];
        if (!fakers.TryGetValue(locale, out Faker? faker))
        {
            faker = fakers[locale] = new Faker(locale);
        }

        faker.Random = new Randomizer(seed);
        return kind == Person ? PersonOf(faker) : Value.Of(Makers[kind](faker));
    }

    private static Value? PersonOf(Faker faker)
    {
        (string first, string last) = (faker.Name.FirstName(), faker.Name.LastName());
        JsonObject person = new()
        {
            ["firstName"] = first,
            ["lastName"] = last,
            ["name"] = $"{first} {last}",
            ["email"] = faker.Internet.ExampleEmail(first, last),
            ["userName"] = faker.Internet.UserName(first, last),
            ["phone"] = Makers["phone"](faker),
            ["street"] = Makers["street"](faker),
            ["zip"] = Makers["zip"](faker),
            ["city"] = Makers["city"](faker),
            ["country"] = Makers["country"](faker),
        };
        return Value.ReadJson(person.ToJsonString());
    }
}
