package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
)

// roles are the users of the test centre by which the matrices try everything.
var roles = []string{"administrator", "planner", "planner@london", "supervisor", "hr", "vendor_manager", "vendor_coordinator", "agent"}

// bodies are valid requests of the operations that take JSON, by the name of
// their schema: a matrix that sent wrong ones would find out nothing. An
// operation with a new schema needs its body here.
var bodies = map[string]string{
	"SiteFields":             `{"code":"X","name":"X","zone":"Europe/London","country":"GB"}`,
	"CalendarFields":         `{"code":"X","name":"X","region":"gb"}`,
	"CalendarDays":           `{"days":[]}`,
	"CalendarSeed":           `{"region":"gb","from":"2026-01-01","to":"2026-12-31"}`,
	"ChannelFields":          `{"code":"X","name":"X","kind":"voice","concurrency":1}`,
	"NewLadder":              `{"code":"X"}`,
	"LadderDocument":         `{"document":{"format":"muster-ladder/1","code":"X","version":1,"name":{"en":"X"},"rungs":[],"tracks":[],"moves":[]}}`,
	"LadderTrial":            `{"from":"new","to":"qualified"}`,
	"RungPlacement":          `{"ladder":"X","rung":"new","from":"2026-03-02","reason":"hired"}`,
	"EvidenceFields":         `{"register":"certificates","what":"induction","day":"2026-03-02","note":"seen"}`,
	"NewWarningTalk":         `{"outcome":"talked","note":""}`,
	"CareerNomination":       `{"reason":"always helps others"}`,
	"EvidenceContest":        `{"reason":"that was not my call"}`,
	"ContestAnswer":          `{"upheld":true,"answer":"agreed"}`,
	"ElectionFields":         `{"siteId":1,"award":"advanced_employee","month":"2026-03","method":"approval","seats":1,"quorum":0.5,"closesOn":"2999-03-31"}`,
	"ElectionNomination":     `{"personId":1}`,
	"ElectionBallot":         `{"approved":[1]}`,
	"PromotionRoundFields":   `{"name":"X","ladderId":1,"rung":"qualified","seats":1,"quorum":1,"criteria":[{"code":"craft","weight":1}],"opensOn":"2026-03-02","closesOn":"2026-03-09","effectiveOn":"2026-04-01","changes":{"dropSkills":[],"gainSkills":[],"offQueues":0}}`,
	"RequisitionFields":      oneRequisition,
	"RequisitionSpend":       `{"channel":"referral","minor":100}`,
	"NewCandidate":           `{"channel":"referral","appliedOn":"2026-03-02","answers":[],"wishes":[]}`,
	"CandidateState":         `{"stage":"screened","answers":[],"wishes":[]}`,
	"NewEngagement":          `{"code":"N1","name":"New","hiredOn":"2026-03-02","costMinor":0}`,
	"RoundBoard":             `{"members":[{"userId":1,"recused":[]}]}`,
	"NewRoundApplication":    `{"personId":1,"statement":"the best of her team"}`,
	"NewRoundScore":          `{"personId":1,"criterion":"craft","points":3}`,
	"RoundDecision":          `{"outcome":"promoted","reason":"the best"}`,
	"RoundAppealAnswer":      `{"upheld":false,"answer":"heard and weighed"}`,
	"RoundRecusal":           `{"personId":1}`,
	"ProtectedValues":        `{"attribute":"age","values":[{"personId":1,"value":"over 50"}]}`,
	"OwnApplication":         `{"statement":""}`,
	"OwnAppeal":              `{"reason":"I meet all of it"}`,
	"AdherenceTerms":         `{"graceS":60,"outside":false,"awayIsWork":false}`,
	"SkillFields":            `{"code":"X","name":"X"}`,
	"EmployerFields":         `{"code":"X","name":"X","kind":"own"}`,
	"TeamFields":             `{"code":"X","name":"X","siteId":1,"employerId":1}`,
	"QueueFields":            `{"code":"X","name":"X","siteId":1,"channelId":1,"intervalMin":30,"openingHours":[],"closedOnHolidays":false,"goal":` + goal + `}`,
	"AgreementFields":        `{"code":"X","name":"X","rules":{"weeklyMinMin":0,"weeklyMaxMin":2400,"minRestMin":660,"maxConsecutiveDays":6,"minDaysOffPerWeek":1,"minConsecutiveDaysOff":0},"templates":[{"code":"D","letter":"D","name":"Day","weekdays":[1],"earliestStart":"07:00","latestStart":"08:00","stepMin":30,"lengthsMin":[480],"breaks":[],"minMinutesBetweenBreaks":0}]}`,
	"PersonFields":           `{"code":"X","name":"X","siteId":1,"employerId":1,"hiredOn":"2024-01-08","skills":[],"availability":[]}`,
	"AbsenceFields":          `{"from":"2026-03-02","to":"2026-03-03","kind":"vacation","status":"approved"}`,
	"AssignmentFields":       `{"date":"2026-03-02","start":"09:00","end":"10:00"}`,
	"UserFields":             `{"name":"X","roles":["planner"],"siteIds":null,"disabled":false}`,
	"NewUser":                `{"name":"X","email":"x@example.com","password":"quiet river under stone","roles":["planner"],"siteIds":null,"disabled":false}`,
	"NewPassword":            `{"password":"quiet river under stone"}`,
	"Preferences":            `{"locale":"en","theme":"auto"}`,
	"PasswordChange":         `{"current":"not the one at all","next":"quiet river under stone"}`,
	"BuildOrder":             `{"timeLimitS":1}`,
	"BreaksOrder":            `{"from":"2026-03-02","to":"2026-03-02"}`,
	"MovesToCheck":           `{"moves":[{"op":"remove","personId":1,"day":"2026-03-02"}]}`,
	"MovesToMake":            `{"moves":[{"op":"remove","personId":1,"day":"2026-03-02"}]}`,
	"RosterExceptionsOrder":  `{"exceptions":[{"personId":1,"rule":"rest","from":660,"limit":600}]}`,
	"KeptPlanPin":            `{"pinned":true}`,
	"RepairOrder":            `{"absent":[{"personId":1,"from":"2026-03-02","to":"2026-03-02"}]}`,
	"PublicationOrder":       `{}`,
	"ImportMapping":          `{}`,
	"FairnessTerms":          `{"windowDays":365,"weights":{"nights":1,"weekends":1,"holidays":1,"shortRests":1,"undesired":1},"nightFrom":1380,"nightTo":1800,"nightMinutes":180,"shortRestMin":720,"desiredFrom":420,"desiredTo":840,"wishes":{"order":"budget","budget":10,"periodDays":28,"credit":0.5,"pointPrice":12}}`,
	"TeamRuleSet":            `{"rules":[{"name":"nobody alone by night","while":{"teamIds":[1]},"count":{"teamIds":[1]},"min":2,"from":"22:00","to":"06:00"}]}`,
	"NewFairnessCorrection":  `{"personId":1,"day":"2026-03-02","account":"nights","amount":1,"reason":"worked in another centre"}`,
	"WishFields":             `{"day":"2026-03-02","kind":"off","points":1}`,
	"ImportOrder":            `{"uploadId":1}`,
	"DriverFields":           `{"siteId":1,"code":"X","name":"X","kind":"orders","measure":"contacts"}`,
	"DriverValues":           `{"values":[]}`,
	"ForecastScheduleFields": `{"active":true,"hour":3,"days":42}`,
	"LockFields":             `{"name":"X","note":""}`,
	"AdjustmentFields":       `{"measure":"contacts","operation":"multiply","value":1.1,"from":"2026-03-02T09:00:00Z","to":"2026-03-02T17:00:00Z","type":"campaign","reason":"X","active":true}`,
	"Supposition":            `{}`,
	"SimulationOrder":        `{"scenario":` + oneQueueScenario + `,"replications":2}`,
	"ErlangProblem":          `{"setting":` + setting + `,"unknown":"agents","goals":[{"measure":"service_level","target":0.8}]}`,
	"HandleTimesOrder":       `{"rows":[{"concurrency":1,"contacts":10,"ahtS":300},{"concurrency":2,"contacts":10,"ahtS":360}],"most":2}`,
	"ErlangRange":            `{"setting":` + setting + `,"varied":"agents","from":8,"to":12}`,
	"CapacityPlanFields":     onePlan,
	"CapacityPreviewOrder":   `{"plan":` + onePlan + `}`,
	"CapacityProposalOrder":  `{}`,
	"EmploymentEventFields":  `{"kind":"leave","day":"2026-03-02","lastDay":"2026-04-02"}`,
	"HireChannelFields":      `{"applied":10,"trainingMinor":100,"quality":1}`,
	"RosterSupposition":      `{"personId":1,"day":"2026-03-09"}`,
	"NetStaffingOrder":       `{"mode":"net","requirementIds":[1]}`,
	"ShiftDesignOrder":       `{"requirementIds":[1],"windows":[{"earliestStart":"07:00","latestStart":"11:00","shortestMin":480,"longestMin":510}],"prices":{"under":40,"over":10},"charge":40}`,
	"NewKeptDesign":          `{"name":"X","seconds":1,"order":{"requirementIds":[1],"windows":[{"earliestStart":"07:00","latestStart":"11:00","shortestMin":480,"longestMin":510}],"prices":{"under":40,"over":10},"charge":40}}`,
	"NewBid":                 `{"name":"X","rule":"seniority","opensAt":"2026-03-01T08:00:00Z","closesAt":"2026-03-08T08:00:00Z","designId":1,"rosterId":1,"personIds":[1]}`,
	"BidFields":              `{"name":"X","rule":"seniority","opensAt":"2026-03-01T08:00:00Z","closesAt":"2026-03-08T08:00:00Z"}`,
	"BidAwardOrder":          `{"fingerprint":"none"}`,
	"BidRanking":             `{"choices":[{"line":1}]}`,
	"ProgrammeFields":        `{"employerId":1,"siteId":1,"code":"X","name":"X","mode":"in_house","motive":"","businessCase":"","queues":[],"from":"2026-01-01"}`,
	"NewContractVersion":     `{"terms":` + oneContract + `,"note":""}`,
	"CommitmentOrder":        `{"programmeId":1,"lockId":1,"share":0.5,"dueAt":"2036-01-01T00:00:00Z","note":"","volumeBand":0.1,"handleBand":0.1,"tolerance":0.05,"occupancy":0.8}`,
	"CommitmentAnswer":       `{"cuts":[],"note":""}`,
	"CommitmentDecision":     `{"action":"withdraw","note":""}`,
	"HoursUpload":            `{"kind":"planned","name":"x.csv","text":"east,SALES,20260309 09:00,20260309 11:00,2","dryRun":true}`,
	"AllocationInput":        `{"name":"X","note":"","from":"2026-04-01","to":"2026-04-30","method":"cheapest","seed":1,"currency":"CNY","failure":0,"band":0.1,"backup":false,"mostHHI":0,"queues":[{"queueId":1,"name":"X","volume":10,"volumeSource":"typed","floor":0,"offers":[]}]}`,
	"ForceOrder":             `{"endEarlier":false}`,
	"CreditStep":             `{"month":"2026-02","metric":"answered_30s","to":"agreed"}`,
	"PeriodClose":            `{"month":"2026-02"}`,
	"NewCorrection":          `{"month":"2026-02","on":"2026-03-02","minor":100,"why":"X"}`,
	"InvoiceStep":            `{"finding":0,"to":"agreed"}`,
	"QualityFormFields":      oneForm,
	"GraderFields":           `{"userId":1,"teamId":0,"bench":false,"active":true}`,
	"QualitySampleOrder":     `{"name":"X","purpose":"estimate","formId":1,"employerId":0,"from":"2026-03-02","to":"2026-03-08","zone":"UTC","total":10,"graderIds":[],"seed":1}`,
	"NewEvaluation":          `{"answers":[{"item":"a","grade":1}],"note":""}`,
	"WorklistSkip":           `{"reason":"no recording"}`,
	"NewAppeal":              `{"items":[],"reason":"the customer was told"}`,
	"AppealDecision":         `{"overturn":false,"answers":[],"reason":"heard again"}`,
	"CalibrationOrder":       `{"weeks":4}`,
	"QualityAlarmFields":     `{"state":"open","owner":"","cause":"","action":"","effectDue":"","effect":""}`,
	"ChartStart":             `{"employerId":1,"metric":"critical","since":"2026-03-02T00:00:00Z","reason":"another knowledge base"}`,
	"CrowdApplication":       `{"programmeId":1,"personId":1}`,
	"MemberStepOrder":        `{"to":"screened","evidence":["call"]}`,
	"MemberNotes":            `{"consent":true}`,
	"ExamOrder":              `{"skillId":1}`,
	"ExamAnswers":            `{"after":0,"answers":["good"]}`,
	"NewCertificate":         `{"skillId":1,"granted":"2026-01-05","method":"exam"}`,
	"NewMemberAppeal":        `{"event":1,"words":"no"}`,
	"MemberAppealDecision":   `{"granted":true,"reason":"no"}`,
	"NewCrowdRelease":        `{"programmeId":1,"queueId":1,"name":"X","rule":"lottery","seed":1,"closesAt":"2026-03-03T08:00:00Z","answerBy":"2026-03-04T08:00:00Z","slots":[{"begins":"2026-03-09T08:00:00Z","minutes":60,"need":1}]}`,
	"CrowdAttendance":        `{"workedMin":60}`,
	"OwnAnswer":              `{"answer":"accept"}`,
	"AuthorityPolicies":      `{"policies":[]}`,
	"NewAuthorityGrant":      `{"personId":1,"right":"goodwill","skillId":0,"level":1,"limit":{"minor":100,"currency":"CNY"},"from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z","reason":"X","glass":false}`,
	"GrantReason":            `{"reason":"X"}`,
	"AuthorityQuestion":      `{"personId":1,"right":"answer","skillId":0,"contact":"c1","customer":"k1","try":true}`,
	"AuthoritySecond":        `{"yes":true}`,
	"AuthorityFollowing":     `{"hours":1}`,
	"PayrollSettlement":      `{"settlement":"explained","note":"seen"}`,
	"MemberReason":           `{"reason":"left the course"}`,
	"TriangleSeats":          `{"seats":[]}`,
	"NewTriangleMotion":      `{"field":"quality","text":"another script"}`,
	"NewTriangleVoice":       `{"yes":true,"why":""}`,
	"NewTriangleAction":      `{"corner":"quality","text":"calibrate","person":"X","due":"2026-03-09","critical":false,"calibration":true}`,
	"VoiceReasonFields":      `{"parentId":0,"code":"X","name":"X","nameZh":"","driver":"process","words":[],"retired":false}`,
	"VoiceFiling":            `{"reasonId":0}`,
	"VoiceProblemFields":     `{"title":"X","detail":"","department":"IT","severity":"normal"}`,
	"ProblemMove":            `{"step":"","text":"asked again"}`,
	"VoiceTopicName":         `{"name":"X"}`,
	"VoiceTopicJoin":         `{"otherId":1}`,
	"VoiceTopicFiling":       `{"reasonId":1,"over":false,"learn":false}`,
	"CareerScenarioFields":   `{"name":"X","description":"","siteId":0,"ladder":"CC","track":"tenure","horizon":12,"currency":"CNY","pay":[],"home":0,"hybrid":0,"assumed":[],"changes":[],"seed":1,"draws":20}`,
	"HiringPlanFields":       `{"name":"X","description":"","siteId":0,"capacityPlanId":1,"group":"voice","months":0,"need":[],"decide":2,"sizes":[2],"currency":"GBP","hireMinor":1,"classMinor":1,"shortMinor":1,"surplusMinor":1,"trained":0,"start":0.6,"tau":3}`,
	"HiringHandOver":         `{"capacityVersion":1}`,
	"Credentials":            `{"email":"x@example.com","password":"not the one at all"}`,
}

const oneContract = `{"from":"2026-01-01","currency":"CNY","rounding":"half_up","rates":[{"code":"call","model":"contact","unit":"call","bands":[{"from":"0","price":"0.85"}],"marginal":false}],"levels":[],"atRisk":{"share":"0.12","pool":"1.5","byShare":false},"ladder":[],"disputeDays":10}`

const onePlan = `{"siteId":1,"name":"X","currency":"GBP","from":"2026-03-02","weeks":2,"groups":[{"name":"voice","required":[100,100],"hours":40,"training":{"weeks":0,"costMinor":0},"overtime":{"cap":0},"payMinor":1,"hireCostMinor":1}]}`

const oneForm = `{"code":"call","name":"Call","channel":"voice","passFrom":80,"items":[{"key":"a","text":"Listened","textZh":"","behaviour":true,"criticality":"customer","fatal":false,"weight":1,"best":1}]}`

const setting = `{"contacts":100,"intervalS":1800,"ahtS":180,"agents":12,"thresholdS":20,"slVariant":"sl_offered"}`

const goal = `{"slTarget":0.8,"thresholdS":20,"slVariant":"sl_offered","inOfficeShrinkage":0.1,"outOfOfficeShrinkage":0.1,"minAgents":0}`

// body returns a valid body of an operation and whether there is one to send.
func (o operation) body() (body string, known bool) {
	if o.RequestBody == nil || o.takesFile() {
		return "", true
	}
	ref := o.RequestBody.Value.Content.Get("application/json").Schema.Ref
	body, known = bodies[ref[strings.LastIndexByte(ref, '/')+1:]]
	return body, known
}

// foreign returns an id that exists, but for another client organisation; or,
// where the test centre has no such thing, one that does not exist at all.
func (c *centre) foreign(path string) string {
	resource, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if id, known := c.seeded.Foreign[resource]; known {
		return fmt.Sprint(id)
	}
	return "987654321"
}

func TestNobodyReachesWhatIsNotTheirs(t *testing.T) {
	c := newCentre(t)
	for _, op := range operations(t) {
		if !strings.Contains(op.path, "{id}") {
			continue
		}
		body, known := op.body()
		if !known {
			t.Errorf("%s %s: give a valid body of its schema in bodies, else nobody knows whether it guards its ids", op.method, op.path)
			continue
		}
		for _, role := range roles {
			s := Scenario{As: role, Method: op.method, URL: op.url(c.foreign(op.path)), Body: body, Header: map[string]string{"If-Match": `"1"`}}
			response, answer := c.send(t, s)
			if response.StatusCode != http.StatusNotFound && response.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s as %s: status %d, want 404 or 403\nbody: %s", s.Method, s.URL, role, response.StatusCode, answer)
			}
		}
	}
}

func TestEveryOperationAsksWhoCalls(t *testing.T) {
	c := newCentre(t)
	open := []string{"sign-in", "sign-out", "read-feed"} // a feed's address is its secret
	for _, op := range operations(t) {
		if slices.Contains(open, op.OperationID) {
			continue
		}
		body, _ := op.body()
		response, answer := c.send(t, Scenario{Method: op.method, URL: op.url("1"), Body: body, Header: map[string]string{"If-Match": `"1"`}})
		if response.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s %s without a session: status %d, want 401\nbody: %s", op.method, op.path, response.StatusCode, answer)
		}
	}
}

func TestAPermissionIsAskedForBeforeTheRequestIsRead(t *testing.T) {
	c := newCentre(t)
	for _, op := range operations(t) {
		needs, _ := op.Extensions["x-permission"].(string)
		if needs == "" {
			continue
		}
		response, answer := c.send(t, Scenario{As: "agent", Method: op.method, URL: op.url("1"), Body: `{"nonsense":`, Header: map[string]string{"If-Match": "nonsense"}})
		if !slices.Contains(auth.Permissions(auth.Agent), auth.Permission(needs)) && response.StatusCode != http.StatusForbidden {
			t.Errorf("%s %s (%s) as an agent: status %d, want 403\nbody: %s", op.method, op.path, needs, response.StatusCode, answer)
		}
	}
}

// crossings are the ways in which another site's page makes a browser send.
var crossings = []struct {
	name    string
	header  map[string]string
	refused bool
}{
	{"a form of another site", map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, true},
	{"a page of a sister host", map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "https://sister.example.com"}, true},
	{"an old browser with a foreign origin", map[string]string{"Origin": "https://evil.example"}, true},
	{"a sandboxed frame", map[string]string{"Origin": "null"}, true},
	{"the own page", map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "http://example.com"}, false},
	{"a program", nil, false},
}

func TestPagesOfOtherSitesChangeNothing(t *testing.T) {
	c := newCentre(t)
	for _, op := range operations(t) {
		if op.method == http.MethodGet {
			continue
		}
		for _, crossing := range crossings {
			response, _ := c.send(t, Scenario{Method: op.method, URL: op.url("1"), Header: crossing.header})
			if refused := response.StatusCode == http.StatusForbidden; refused != crossing.refused {
				t.Errorf("%s %s by %s: status %d, refused should be %v", op.method, op.path, crossing.name, response.StatusCode, crossing.refused)
			}
		}
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	c := newCentre(t)
	deps := c.Deps()
	deps.Web, deps.PublicURL = builtApp, &url.URL{Scheme: "https", Host: "muster.example.com"}
	handler := api.New(deps)
	paths := []string{"/", "/healthz", "/readyz", "/api/docs", "/api/openapi.json", "/api/nothing", "/assets/none.js", "/api/v1/session"}
	for _, op := range operations(t) {
		paths = append(paths, "/api/v1"+op.url("1"))
	}
	want := map[string]string{
		"Content-Security-Policy":   "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
		"X-Content-Type-Options":    "nosniff",
		"Referrer-Policy":           "same-origin",
		"Strict-Transport-Security": "max-age=31536000",
	}
	for _, path := range paths {
		for _, method := range []string{http.MethodGet, http.MethodPost, "BREW"} {
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, httptest.NewRequest(method, path, nil))
			for name, part := range want {
				if got := recorder.Header().Get(name); !strings.Contains(got, part) {
					t.Errorf("%s %s (%d): %s is %q, want it to hold %q", method, path, recorder.Code, name, got, part)
				}
			}
		}
	}
}

func TestTheCookieIsForThisHostAloneWhereThereIsTLS(t *testing.T) {
	c := newCentre(t)
	deps := c.Deps()
	deps.PublicURL = &url.URL{Scheme: "https", Host: "muster.example.com"}
	handler := api.New(deps)
	request := httptest.NewRequest(http.MethodPost, "/api/v1/session", strings.NewReader(`{"email":"planner@example.com","password":"`+password+`"}`))
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	cookie := recorder.Header().Get("Set-Cookie")
	for _, part := range []string{"__Host-muster=", "; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Lax"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie %q lacks %q", cookie, part)
		}
	}
	if strings.Contains(cookie, "Domain") {
		t.Errorf("the cookie %q names a domain", cookie)
	}
}
