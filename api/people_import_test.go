package api_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"strings"
	"testing"
)

const peopleHeader = "code,name,email,site,employer,team,agreement,skills,hired_on,left_on\n"

func TestPeopleAreTakenFromAFile(t *testing.T) {
	c := newCentre(t)
	csv := map[string]string{"Content-Type": "text/csv"}
	file := peopleHeader + "N1,Nia Nash,nia@example.com,LON,OWN,A,FT,EN:4,2026-01-05,\nN2,Ola Orr,,DLC,ACME,,FT,EN,2026-02-02,\n"
	wrong := peopleHeader + "N3,Pat Poe,,LON,OWN,,XX,EN:9,2026-01-05,\nN4,Quy Quan,,MARS,OWN,,FT,,yesterday,\n"
	post := func(name, url, body string, status int, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: "POST", URL: url, Body: body, Header: csv, Status: status, Want: want}
	}
	c.run(t, []Scenario{
		post("a dry run tells and writes nothing", "/people/import?dryRun=true", file, 200, `"created":2`, `"dryRun":true`, `"written":false`),
		{Name: "indeed nothing", As: "planner", URL: "/people?q=Nia", Status: 200, Want: []string{`"items":[]`}},
		post("the file is taken", "/people/import", file, 200, `"created":2`, `"written":true`, `"refused":0`),
		post("the same file again changes nothing", "/people/import", file, 200, `"unchanged":2`, `"created":0`),
		post("every wrong cell is named", "/people/import", wrong, 200, `"refused":2`, `"written":false`, `"line":2,"column":"agreement"`, "FT", `"line":3,"column":"site"`, `"column":"hired_on"`),
		{Name: "and nobody of it is there", As: "planner", URL: "/people?q=Poe", Status: 200, Want: []string{`"items":[]`}},
		post("what is no table is refused", "/people/import", "colour,weight\nred,1\n", 422, `"code":"unreadable"`),
		{Name: "a supervisor may not", As: "supervisor", Method: "POST", URL: "/people/import", Body: file, Header: csv, Status: 403},
	})
}

func TestAFormMayCarryTheFile(t *testing.T) {
	c := newCentre(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("comment", "from HR")
	part, err := form.CreateFormFile("file", "../../people.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprint(part, peopleHeader+"N1,Nia Nash,,LON,OWN,,FT,EN,2026-01-05,\n")
	_ = form.Close()
	header := map[string]string{"Content-Type": form.FormDataContentType()}
	c.run(t, []Scenario{
		{Name: "it is taken", As: "hr", Method: "POST", URL: "/people/import", Body: body.String(), Header: header, Status: 200, Want: []string{`"created":1`}},
		{Name: "a form that breaks off is refused", As: "hr", Method: "POST", URL: "/people/import", Body: body.String()[:body.Len()/2], Header: header, Status: 400, Want: []string{"malformed"}},
		{Name: "a form without a file is refused", As: "hr", Method: "POST", URL: "/people/import",
			Body: "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--\r\n", Header: map[string]string{"Content-Type": "multipart/form-data; boundary=b"}, Status: 400, Want: []string{"no file"}},
	})
}

func TestAFileBeyondTheLimitIsRefusedBeforeItIsRead(t *testing.T) {
	c := newCentre(t)
	big := peopleHeader + strings.Repeat("x", 65<<20)
	c.play(t, Scenario{As: "planner", Method: "POST", URL: "/people/import", Body: big, Header: map[string]string{"Content-Type": "text/csv"}, Status: 413, Want: []string{"too_large", "67108864"}})
}
