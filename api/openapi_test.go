package api_test

import (
	"flag"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
)

var update = flag.Bool("update", false, "rewrite openapi.json from the code")

func TestTheCommittedDescriptionIsThatOfTheCode(t *testing.T) {
	got := api.OpenAPI()
	if *update {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("api/openapi.json differs from the code; go test ./api -run Description -update rewrites it (-committed +code):\n%s", diff)
	}
}

func TestTheDescriptionIsValid(t *testing.T) {
	document, err := openapi3.NewLoader().LoadFromData(api.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context(), openapi3.AllowExtraSiblingFields("patternDescription")); err != nil {
		t.Error(err)
	}
}
