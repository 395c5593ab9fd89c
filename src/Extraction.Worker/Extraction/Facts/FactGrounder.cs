using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Grounding;
using Extraction.Worker.Grounding.Checks;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Turns what a model said of a company into facts that the text holds. What it does not hold is refused, with the reason.</summary>
/// <param name="source">The text.</param>
/// <param name="grounded">The same text, prepared for finding quotes.</param>
internal sealed class FactGrounder(SourceText source, GroundedText grounded)
{
    /// <summary>The facts, or null where the text does not even hold the company's name.</summary>
    /// <param name="reply">What the model said.</param>
    /// <param name="start">Offset where the piece begins that the model read.</param>
    /// <param name="end">Offset after that piece.</param>
    /// <param name="refused">Takes what was refused.</param>
    public CompanyFacts? Ground(CompanyReply reply, int start, int end, RefusalList refused)
    {
        Piece piece = new(source, grounded, start, end, refused);
        if (piece.Find("company", reply.Name) is not { } name)
        {
            return null;
        }

        List<ProductFact> products = [];
        foreach (ProductReply product in reply.Products)
        {
            if (piece.Find("products", product.Value, product.Quote) is { } fact)
            {
                products.Add(new ProductFact(fact.Value, product.Role == "sells" ? ChainRole.Sells : ChainRole.Makes, fact.Evidence));
            }
        }

        return new CompanyFacts(
            name,
            piece.FindAll("aliases", reply.Aliases),
            GroundCode(piece, reply.CreditCode),
            LocationGrounder.Ground(piece, reply.Location),
            piece.FindAll("mainBusiness", reply.MainBusiness),
            products,
            piece.FindAll("inputs", reply.Inputs),
            reply.Patents is null ? null : PatentGrounder.Ground(piece, reply.Patents),
            piece.FindAll("customers", reply.Customers),
            piece.FindAll("endCustomers", reply.EndCustomers),
            piece.FindAll("honours", reply.Honours));
    }

    private static Fact? GroundCode(Piece piece, string? code)
    {
        if (code is null || piece.Locate("creditCode", code, null) is not { } evidence)
        {
            return null;
        }

        // Published as the text has it: what the model mended itself is not what the register says.
        // A code with a letter that the standard does not use is published too: the check says that it is none.
        if ((CreditCode.Normalise(evidence.Quote) ?? CreditCode.Misprinted(evidence.Quote)) is not { } written)
        {
            piece.Refuse("creditCode", code, "invalid");
            return null;
        }

        return new Fact(written, evidence);
    }
}
