using System.Globalization;

namespace PerfFunctions.Cli.Sample;

/// <summary>The shop's HTML. Each picture's place is kept free by its size, so only what means to shift does.</summary>
internal static class ShopPages
{
    /// <summary>The front page.</summary>
    public static string Home() => Page("Lamps made slowly", $"""
        {Hero("/img/hero.svg", "Light for long evenings", "Lamps of glass, ash and linen, made one at a time in a small workshop by the sea.")}
        <section class="wrap"><h2>New this season</h2><div class="grid">{Cards(1, 8)}</div></section>
        <section class="wrap promises">
        <p><b>Repaired for life</b>Send it back and we repair it.</p><p><b>Sent in 48 hours</b>From our own shelves.</p><p><b>60 nights at home</b>Or your money back.</p>
        </section>
        """);

    /// <summary>The front page with a hero that takes its time.</summary>
    public static string Slow() => Page("The evening collection", $"""
        {Hero("/img/hero-slow.svg", "The evening collection", "A picture worth waiting for. This page waits three seconds for it.")}
        <section class="wrap"><h2>After dark</h2><div class="grid">{Cards(9, 4)}</div></section>
        """);

    /// <summary>A page whose banner comes when the reader is already reading.</summary>
    public static string Shifty() => Page("Winter sale", $$"""
        <div id="late"></div>
        <main class="shifts"><section class="wrap"><h2>Winter sale</h2><div class="grid">{{Cards(13, 8)}}</div></section></main>
        <script>
        addEventListener('load', async () => {
          const late = document.getElementById('late');
          late.innerHTML = await (await fetch('/banner')).text();
          late.className = 'banner';
        });
        </script>
        """);

    /// <summary>What <see cref="Shifty"/> fetches.</summary>
    public static string Banner() => "<p><b>Twenty per cent off everything</b>Until Sunday, or while there is oil in the lamp.</p>";

    /// <summary>One article.</summary>
    public static string Product(Lamp lamp) => Page(lamp.Name, $"""
        <section class="wrap product">
        <img src="{lamp.Image}" width="400" height="400" alt="{lamp.Name}">
        <div><h1>{lamp.Name}</h1><p class="kind">{lamp.Kind}</p><p class="price">{Price(lamp)}</p>
        <p>Turned, bent and polished by hand, with a cloth-covered cable and a dimmer that remembers. Takes any E27 bulb; ours is included.</p>
        <button data-id="{lamp.Id}">Put in the cart</button></div>
        </section>
        """);

    /// <summary>The last step.</summary>
    public static string Checkout() => Page("Checkout", $"""
        <section class="wrap checkout"><form><h1>Checkout</h1>
        <label>Name<input name="name" autocomplete="name" placeholder="Astrid Berg"></label>
        <label>Street<input name="street" autocomplete="street-address" placeholder="Havnegata 4"></label>
        <label>E-mail<input name="email" type="email" autocomplete="email" placeholder="astrid@example.org"></label>
        <button type="button">Place the order</button></form>
        <aside><h2>Your cart</h2>{Line(Catalogue.Lamps[0])}{Line(Catalogue.Lamps[5])}<p class="line"><b>Total</b><b>€ {Catalogue.Lamps[0].Price + Catalogue.Lamps[5].Price}</b></p></aside>
        </section>
        """);

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>{title} · Nordlys</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css"><script src="/shop.js" defer></script></head>
        <body><header><a class="brand" href="/">Nordlys</a><nav><a href="/">Lamps</a><a href="/shifty">Sale</a><a href="/slow">Evening</a><a href="/checkout">Cart <span id="count">2</span></a></nav></header>
        {body}
        <footer class="wrap">Nordlys is a sample. Nothing here is for sale, and nothing you type leaves this machine.</footer></body></html>
        """;

    private static string Hero(string image, string title, string text) =>
        $"""<section class="hero"><img src="{image}" width="1600" height="700" alt="" fetchpriority="high"><div class="wrap"><h1>{title}</h1><p>{text}</p><a class="button" href="/product/1">See the lamps</a></div></section>""";

    private static string Cards(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(id => Card(Catalogue.Lamps[id - 1])));

    private static string Card(Lamp lamp) =>
        $"""<a class="card" href="/product/{lamp.Id}"><img src="{lamp.Image}" width="400" height="400" alt="{lamp.Name}"><b>{lamp.Name}</b><span>{lamp.Kind}</span><i>{Price(lamp)}</i></a>""";

    private static string Line(Lamp lamp) =>
        $"""<p class="line"><img src="{lamp.Image}" width="56" height="56" alt=""><span>{lamp.Name}</span><span>{Price(lamp)}</span></p>""";

    private static string Price(Lamp lamp) => string.Create(CultureInfo.InvariantCulture, $"€ {lamp.Price}");
}
