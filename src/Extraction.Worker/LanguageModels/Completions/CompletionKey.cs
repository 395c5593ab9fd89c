using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Extraction.Prompts;

namespace Extraction.Worker.LanguageModels.Completions;

/// <summary>Names a question by its content: the same messages to the same model under the same settings are the same question, whatever document they come from.</summary>
internal static class CompletionKey
{
    /// <summary>SHA-256 over the model, the prompt's hash (which holds settings and schema) and the messages; lower-case hexadecimal.</summary>
    public static string Of(RenderedPrompt prompt, ModelIdentity model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in new[] { model.Name, model.Revision, prompt.Prompt.Sha256, prompt.System, prompt.User })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
