"""Find base64 payloads in free text and unwrap them, layer by layer, to text or a known file."""
