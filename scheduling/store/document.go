package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
)

// zipped writes a document that is only ever read whole.
func zipped(document any) ([]byte, error) {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if err := json.NewEncoder(zip).Encode(document); err != nil {
		return nil, err
	}
	err := zip.Close()
	return out.Bytes(), err
}

// unzipped reads what zipped wrote.
func unzipped(data []byte, into any) error {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return json.NewDecoder(zip).Decode(into)
}
