package store

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// packed writes a document that is only ever read whole, with the hash of its text.
func packed(document any) (data []byte, hash string, err error) {
	text, err := json.Marshal(document)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(text)
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write(text); err != nil {
		return nil, "", err
	}
	err = zip.Close()
	return out.Bytes(), hex.EncodeToString(sum[:]), err
}

// unpack reads what packed wrote.
func unpack(data []byte, into any) error {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return json.NewDecoder(zip).Decode(into)
}
