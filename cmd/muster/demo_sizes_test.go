package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
)

// A demonstration of any size is built the way that `muster demo` builds it, and whatever a
// screen asks for first has an answer there.
func TestDemonstrationsOfAnySizeAnswerEveryScreen(t *testing.T) {
	for _, size := range []int{20, 60, 300} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			if size > 20 && os.Getenv("MUSTER_SOAK") != "1" {
				t.Skip("takes a minute; MUSTER_SOAK=1 runs it")
			}
			ctx, m := openDemo(t)
			must(t, m.Jobs.Start(ctx))
			t.Cleanup(func() { must(t, m.Jobs.Stop(context.WithoutCancel(ctx))) })
			_, err := buildDemo(ctx, m, demo.Order{Size: size, Seed: 1, Today: demoToday.Start(time.UTC)}, io.Discard)
			must(t, err)
			d := newDemoDoor(t, m)
			lists, answered := readable(t), 0
			for _, list := range lists {
				items := d.answers(t, list)
				for _, one := range items[:min(2, len(items))] {
					if path := fmt.Sprintf("%s/%d", list, one); slices.Contains(oneOfEach(t), list) {
						d.answers(t, path)
						answered++
					}
				}
			}
			if len(lists) < 60 || answered < 30 {
				t.Errorf("%d lists and %d of their things were asked for: does this test still find them?", len(lists), answered)
			}
		})
	}
}

// granted is readable by accounts alone that were granted it by name, and nobody is in a
// demonstration.
const granted = "/warnings/people"

// demoDoor is the API as the demonstration's accounts reach it.
type demoDoor struct {
	handler http.Handler
	tokens  []string
}

func newDemoDoor(t *testing.T, m *wire.Services) demoDoor {
	t.Helper()
	d := demoDoor{handler: api.New(m.Deps())}
	for _, name := range []string{"planner", "hr", "vendors", "admin", "agent", "kestrel"} {
		signed, err := m.Auth.SignIn(t.Context(), auth.Credentials{Tenant: wire.MainTenant, Email: name + "@demo.example", Password: demo.Password, Address: "192.0.2.1"})
		must(t, err)
		d.tokens = append(d.tokens, signed.Token)
	}
	return d
}

// answers asks as one account after the other until one may read it, and returns the ids
// of what is listed. Nobody may be answered with an error of the server's own.
func (d demoDoor) answers(t *testing.T, path string) []int64 {
	t.Helper()
	said := ""
	for _, token := range d.tokens {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1"+path, http.NoBody)
		request.AddCookie(&http.Cookie{Name: "muster", Value: token})
		recorder := httptest.NewRecorder()
		d.handler.ServeHTTP(recorder, request)
		if recorder.Code == http.StatusOK {
			var page struct {
				Items []struct {
					ID int64 `json:"id"`
				} `json:"items"`
			}
			_ = json.Unmarshal(recorder.Body.Bytes(), &page) // what is no list has no items
			var ids []int64
			for _, item := range page.Items {
				if item.ID > 0 {
					ids = append(ids, item.ID)
				}
			}
			return ids
		}
		if said = fmt.Sprintf("%d %s", recorder.Code, recorder.Body); recorder.Code >= http.StatusInternalServerError {
			break
		}
	}
	t.Errorf("GET %s: nobody is answered, the last with %s", path, said)
	return nil
}

// described is what of the API's description the test reads.
type described struct {
	Paths map[string]struct {
		Get *struct {
			Parameters []struct {
				Required bool `json:"required"`
			} `json:"parameters"`
		} `json:"get"`
	} `json:"paths"`
}

func description(t *testing.T) described {
	t.Helper()
	text, err := os.ReadFile("../../api/openapi.json")
	must(t, err)
	var d described
	must(t, json.Unmarshal(text, &d))
	return d
}

// readable returns the addresses that can be read without naming anything.
func readable(t *testing.T) []string {
	t.Helper()
	var out []string
	for path, at := range description(t).Paths {
		if at.Get == nil || strings.Contains(path, "{") || path == granted {
			continue
		}
		needs := false
		for _, p := range at.Get.Parameters {
			needs = needs || p.Required
		}
		if !needs {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// oneOfEach returns the lists whose things have an address of their own.
func oneOfEach(t *testing.T) []string {
	t.Helper()
	var out []string
	for path, at := range description(t).Paths {
		if list, one := strings.CutSuffix(path, "/{id}"); one && at.Get != nil && !strings.Contains(list, "{") {
			out = append(out, list)
		}
	}
	return out
}
