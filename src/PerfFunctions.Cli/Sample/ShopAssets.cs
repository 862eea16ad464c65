using System.Globalization;

namespace PerfFunctions.Cli.Sample;

/// <summary>The shop's style sheet and script.</summary>
internal static class ShopAssets
{
    /// <summary>Style sheet; the two heights that the known layout shift rests on come from <see cref="SampleShop"/>.</summary>
    public static string Style { get; } = string.Create(CultureInfo.InvariantCulture, $$"""
        *{box-sizing:border-box}
        body{margin:0;background:#faf7f2;color:#26231f;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        h1,h2,.brand{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Liberation Serif",Georgia,serif;font-weight:600;line-height:1.12;letter-spacing:-.01em;margin:0}
        h1{font-size:clamp(34px,5vw,60px)}h2{font-size:30px;margin-bottom:24px}
        img{display:block;max-width:100%;height:auto}
        a{color:inherit;text-decoration:none}
        .wrap{max-width:1160px;margin:0 auto;padding:0 24px}
        section.wrap{padding-top:56px;padding-bottom:24px}
        header{height:{{SampleShop.HeaderHeight}}px;display:flex;align-items:center;justify-content:space-between;padding:0 clamp(20px,4vw,48px);background:#faf7f2;border-bottom:1px solid #e7dfd2}
        .brand{font-size:26px}
        nav{display:flex;gap:clamp(14px,2.4vw,32px);font-size:15px}
        #count{background:#b4532a;color:#fff;border-radius:9px;padding:1px 7px;font-size:12px}
        .hero{position:relative;height:clamp(420px,58vh,560px);background:#1b2540;color:#fff;overflow:hidden}
        .hero img{width:100%;height:100%;object-fit:cover}
        .hero .wrap{position:absolute;inset:0;display:flex;flex-direction:column;justify-content:center;align-items:flex-start;gap:18px}
        .hero p{max-width:26em;margin:0;color:#e9e4da}
        .button,button{display:inline-block;background:#b4532a;color:#fff;border:0;border-radius:6px;padding:12px 22px;font:inherit;font-weight:600;cursor:pointer}
        .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:32px 24px}
        .card img{border-radius:8px;width:100%;margin-bottom:12px}
        .card b,.card span,.card i{display:block}
        .card span,.kind{color:#6d655a;font-size:15px}
        .card i,.price{font-style:normal;font-weight:600;margin:2px 0 0}
        .promises{display:grid;grid-template-columns:repeat(3,1fr);gap:24px}
        .promises p{margin:0;padding:22px;background:#f1eade;border-radius:8px;color:#6d655a}
        .promises b{display:block;color:#26231f}
        .product{display:grid;grid-template-columns:1fr 1fr;gap:56px;align-items:center}
        .product img{width:100%;border-radius:10px}
        .checkout{display:grid;grid-template-columns:3fr 2fr;gap:56px;align-items:start}
        .checkout h1{font-size:40px;margin-bottom:20px}
        label{display:block;margin-bottom:18px;font-size:15px;color:#6d655a}
        input{display:block;width:100%;margin-top:4px;padding:11px 13px;font:inherit;border:1px solid #d9cfbf;border-radius:6px;background:#fff}
        aside{background:#f1eade;border-radius:10px;padding:26px}
        .line{display:flex;align-items:center;gap:14px;justify-content:space-between;margin:0 0 12px}
        .line img{border-radius:6px}.line span:first-of-type{flex:1}
        .banner{height:{{SampleShop.BannerShare * 100}}vh;display:flex;align-items:center;justify-content:center;text-align:center;background:#2f5d50;color:#eef3ee}
        .banner b{display:block;font-size:28px}
        .shifts{min-height:200vh}
        footer{padding-top:32px;padding-bottom:40px;color:#8b8275;font-size:14px}
        @media(max-width:720px){
          .grid{grid-template-columns:1fr 1fr;gap:24px 16px}
          .promises,.product,.checkout{grid-template-columns:1fr;gap:24px}
          section.wrap{padding-top:36px}
          .hero{height:440px}
        }
        """);

    /// <summary>Counts what is put in the cart.</summary>
    public const string Script = """
        for (const button of document.querySelectorAll('button[data-id]')) {
          button.addEventListener('click', async () => {
            const answer = await fetch('/cart', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ id: Number(button.dataset.id), quantity: 1 }),
            });
            if (answer.status === 201) {
              const count = document.getElementById('count');
              count.textContent = Number(count.textContent) + 1;
              button.textContent = 'In the cart';
            }
          });
        }
        """;
}
