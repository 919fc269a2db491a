package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// sealed is packed with the hash of the document's text, by which the same document
// is known again.
func sealed(document any) (data []byte, hash string, err error) {
	text, err := json.Marshal(document)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(text)
	data, err = packed(json.RawMessage(text))
	return data, hex.EncodeToString(sum[:]), err
}
