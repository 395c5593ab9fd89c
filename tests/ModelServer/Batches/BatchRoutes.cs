using System.Text.Json.Nodes;

namespace ModelServer.Batches;

/// <summary>The files and batches routes, below <c>/v1</c> or <c>/openai</c>.</summary>
internal static class BatchRoutes
{
    public static void Map(WebApplication app, string root, BatchDesk desk)
    {
        app.MapPost($"{root}/files", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            IFormFile file = form.Files[0];
            using MemoryStream content = new();
            await file.CopyToAsync(content, context.RequestAborted);
            return Json(desk.AddFile(content.ToArray(), file.FileName, form["purpose"].ToString()));
        });
        app.MapGet($"{root}/files/{{id}}/content", (string id) => desk.File(id) is byte[] content ? Results.Bytes(content, "application/octet-stream") : Missing());
        app.MapPost($"{root}/batches", async (HttpContext context) =>
            desk.Create((await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject()) is JsonObject batch
                ? Json(batch)
                : Results.Text("""{"error":{"code":"invalid_request","message":"There is no such input file.","type":"invalid_request_error"}}""", "application/json", statusCode: 400));
        app.MapGet($"{root}/batches/{{id}}", (string id) => desk.Look(id) is JsonObject batch ? Json(batch) : Missing());
        app.MapGet($"{root}/batches", () => Json(new JsonObject { ["object"] = "list", ["data"] = desk.List(), ["has_more"] = false }));
    }

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(), "application/json");

    private static IResult Missing() => Results.Text("""{"error":{"code":"404","message":"There is no such thing.","type":"not_found"}}""", "application/json", statusCode: 404);
}
