using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PerfFunctions.App;
using PerfFunctions.Browser;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPerfFunctions(builder.Configuration);
builder.Services.AddBrowserAudits();
builder.Build().Run();
