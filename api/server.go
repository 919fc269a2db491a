package api

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/attendance"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce"
)

// basePath is where every operation lives.
const basePath = "/api/v1"

// Deps is what the door opens onto. The zero value of every optional field has
// a meaning; the services are required to serve, though not to describe.
type Deps struct {
	Auth        *auth.Service
	Workforce   *workforce.Service
	Forecasts   *forecast.Forecasts
	Live        *forecast.Live
	Staffing    *forecast.Staffing
	Simulations *forecast.Simulations
	Imports     *forecast.Imports
	Histories   *forecast.Histories
	Hindsight   *forecast.Hindsight
	Quality     *forecast.DataQuality
	Drivers     *forecast.Drivers
	Scheduling  *scheduling.Service
	Attendance  *attendance.Service
	Careers     Careers
	Jobs        jobs.Runner
	Audit       *audit.Log
	Adjustments *forecast.Adjustments
	Locks       *forecast.Locks
	Nightly     *forecast.Nightly
	Capacity    *forecast.CapacityPlans
	NetStaffing *forecast.NetStaffings
	Programmes  *vendors.Programmes
	Counts      *vendors.Counts
	Statements  *vendors.Statements
	Commitments *vendors.Commitments
	Hours       *vendors.Hours
	Allocations *vendors.Allocations
	Employments *attrition.Employments
	Attrition   *attrition.Explorer
	Warnings    *risk.Warnings
	Crowd       Crowd
	Voice       *vendors.Voice

	Forms        *vendors.Forms
	Evaluations  *vendors.Evaluations
	Calibrations *vendors.Calibrations
	Standings    *vendors.Standings

	// InTx runs work in a transaction, which the services join.
	InTx func(ctx context.Context, scope auth.Scope, work func(context.Context) error) error

	Repeats Repeats                     // answers to creating requests; nil: Idempotency-Key has no effect
	Web     fs.FS                       // the built web app; nil: no pages, only the API
	Logger  *slog.Logger                // nil: slog.Default
	Ready   func(context.Context) error // nil: always ready

	// PublicURL is the address that people type. Where its scheme is https,
	// cookies are Secure and browsers are told to come back by TLS only.
	PublicURL *url.URL
	// TrustedProxies may name the caller's address in X-Forwarded-For.
	TrustedProxies []netip.Prefix
	// Closing ends the event streams, which would otherwise hold up a
	// shutdown. nil: they end with their job or their reader.
	Closing <-chan struct{}
}

// Server holds what the handlers share.
type Server struct {
	Deps
}

// New returns the handler of the whole site. A request passes, in this order:
// its name and the log line, the last resort for panics, the security headers,
// the refusal of what another site's page sends, compression, the router; then,
// where it is an operation, the session and the permission, the validation of
// what was sent, and the handler.
func New(deps Deps) http.Handler {
	if deps.Logger == nil {
		deps.Logger = slog.Default()
	}
	s := &Server{Deps: deps}
	return s.named(s.recovered(s.hardened(s.sameSite(compressed(s.router())))))
}

// router finds the operation, the page or the problem for a path.
func (s *Server) router() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.HandleMethodNotAllowed = true
	router.RedirectTrailingSlash = false // a redirect would drop the body of a POST
	_ = router.SetTrustedProxies(each(s.TrustedProxies, netip.Prefix.String))
	description := s.describe(router)
	router.GET("/healthz", s.alive)
	router.GET("/readyz", s.ready)
	s.serveDocs(router, description)
	s.servePages(router)
	return router
}

// describe registers every operation and returns their description.
func (s *Server) describe(router *gin.Engine) []byte {
	api := humagin.NewWithGroup(router, router.Group(basePath), configuration())
	s.register(api)
	return indented(api.OpenAPI())
}

// register adds the resources, one file each.
func (s *Server) register(api huma.API) {
	s.registerSession(api)
	s.registerSessions(api)
	s.registerUsers(api)
	s.registerAudit(api)
	s.registerJobs(api)
	s.registerSites(api)
	s.registerCalendars(api)
	s.registerChannels(api)
	s.registerSkills(api)
	s.registerQueues(api)
	s.registerEmployers(api)
	s.registerAgreements(api)
	s.registerLabourLaws(api)
	s.registerPeople(api)
	s.registerPeopleImport(api)
	s.registerAbsences(api)
	s.registerCareers(api)
	s.registerUploads(api)
	s.registerImports(api)
	s.registerHistory(api)
	s.registerOutlook(api)
	s.registerForecasts(api)
	s.registerDrivers(api)
	s.registerEffects(api)
	s.registerIntraday(api)
	s.registerRollup(api)
	s.registerAdjustments(api)
	s.registerAccuracy(api)
	s.registerLocks(api)
	s.registerComparison(api)
	s.registerSchedule(api)
	s.registerRequirements(api)
	s.registerRequirementCourse(api)
	s.registerRequirementCertainty(api)
	s.registerRequirementBacklog(api)
	s.registerHandleTimes(api)
	s.registerCapacityPlans(api)
	s.registerNetStaffings(api)
	s.registerSimulations(api)
	s.registerWorkbench(api)
	s.registerRosters(api)
	s.registerShiftDesigns(api)
	s.registerKeptDesigns(api)
	s.registerBids(api)
	s.registerOwnBids(api)
	s.registerFairness(api)
	s.registerAdherence(api)
	s.registerAgreementTrial(api)
	s.registerProgrammes(api)
	s.registerOwed(api)
	s.registerQualityForms(api)
	s.registerQualitySamples(api)
	s.registerSampleTests(api)
	s.registerEvaluations(api)
	s.registerCalibrations(api)
	s.registerStandings(api)
	s.registerCommitments(api)
	s.registerHours(api)
	s.registerAllocations(api)
	s.registerEmployments(api)
	s.registerAttrition(api)
	s.registerWarnings(api)
	s.registerOwnCareerData(api)
	s.registerCrowd(api)
	s.registerVoice(api)
}

// OpenAPI returns the description of every operation as indented JSON. It needs
// no database and no service.
func OpenAPI() []byte {
	gin.SetMode(gin.ReleaseMode)
	return (&Server{}).describe(gin.New())
}
