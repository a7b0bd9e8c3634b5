// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolEvents} from "../../src/interfaces/ILendingPool.sol";
import {ILoanBookEvents} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {BookRebuilder} from "../utils/BookRebuilder.sol";
import {PoolRebuilder} from "../utils/PoolRebuilder.sol";
import {RandomStory} from "../utils/RandomStory.sol";
import {Vm} from "../utils/Vm.sol";

/// @notice A long random story, told to the rebuilders by its logs and block times alone. Whatever
///         they then say must be what the chain says.
contract EventsRebuildTest is RandomStory {
    BookRebuilder internal books;
    PoolRebuilder internal pools;
    mapping(bytes32 kind => uint256) internal seen;

    function setUp() public override {
        pools = new PoolRebuilder();
        books = new BookRebuilder(pools);
        vm.recordLogs();
        super.setUp();
        tellLogs();
    }

    function test_events_rebuildAllState() public {
        play(1, 1_200);
        assertEveryEventWasSeen();
        assertGt(succeeded, 500, "the story is no list of refusals");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_events_rebuildAllState(uint256 seed) public {
        play(seed, 25);
    }

    function play(uint256 seed, uint256 steps) internal {
        state = seed;
        for (uint256 i = 1; i <= steps; i++) {
            step();
            tellLogs();
            compareDebts();
            if (i % 50 == 0) compare();
            pass();
        }
        compare();
    }

    /// @dev forge records the logs of a refused action too, which no chain would keep.
    function acted(bool ok) internal override {
        if (ok) tellLogs();
        else vm.getRecordedLogs();
    }

    /// @dev With the time of the block that they are of.
    function tellLogs() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        tellTime();
        for (uint256 i = 0; i < logs.length; i++) {
            seen[logs[i].topics[0]]++;
            if (logs[i].emitter == address(book)) books.apply_(logs[i]);
            if (logs[i].emitter == address(pool)) pools.apply_(logs[i]);
        }
    }

    function tellTime() internal {
        books.tell(vm.getBlockTimestamp());
        pools.tell(vm.getBlockTimestamp());
    }

    function compare() internal {
        tellTime();
        compareLoans();
        compareRegistry();
        compareOperators();
        compareClock();
        compareDebts();
        compareShares();
    }

    function compareLoans() internal view {
        for (uint256 i = 0; i < 4; i++) {
            for (uint64 number = 1; number <= 2; number++) {
                LoanId id = loanOf(actors[i], number);
                assertEq(abi.encode(books.loan(id)), abi.encode(book.loan(id)), "loan");
            }
        }
    }

    function compareRegistry() internal view {
        assertEq(books.creditorCount(), book.creditorCount());
        for (uint32 creditor = 1; creditor <= 2; creditor++) {
            assertEq(books.creditorOf(creditor), book.creditorOf(creditor));
            assertEq(
                abi.encode(books.creditorTerms(creditor)),
                abi.encode(book.creditorTerms(creditor)),
                "terms"
            );
        }
        for (uint256 i = 0; i < kinds.length; i++) {
            assertEq(
                abi.encode(books.listing(1, kinds[i])),
                abi.encode(book.listing(1, kinds[i])),
                "listing"
            );
            assertEq(books.isClosed(1, kinds[i]), book.isListingClosed(1, kinds[i]), "closed");
        }
    }

    function compareOperators() internal view {
        for (uint256 i = 0; i < 4; i++) {
            assertEq(books.nonces(actors[i]), book.nonces(actors[i]), "nonce");
            for (uint256 k = 0; k < 4; k++) {
                (uint8 a, uint40 b) = books.approvals(actors[i], actors[k]);
                (uint8 c, uint40 d) = book.operatorOf(actors[i], actors[k]);
                assertEq(a, c, "rights");
                assertEq(b, d, "expiry");
            }
        }
    }

    function compareClock() internal view {
        (uint256 accrued, uint256 updatedAt, uint256 rate, uint256 cash) = pool.clock();
        assertEq(pools.baseAccrued(), accrued, "accrued");
        assertEq(pools.updatedAt(), updatedAt, "updatedAt");
        assertEq(pools.baseRate(), rate, "rate");
        assertEq(pools.cash(), cash, "cash");
        (uint256 lenders, uint256 firstLoss) = pool.shared();
        assertEq(pools.lenderAssets(), lenders, "lenders");
        assertEq(pools.firstLoss(), firstLoss, "first loss");
        assertEq(abi.encode(pools.config()), abi.encode(pool.rates()), "rates");
    }

    function compareDebts() internal view {
        for (uint256 k = 0; k < 8; k++) {
            PoolRebuilder.Line memory line = pools.line(k);
            (uint256 units, uint256 accrued, uint256 since, uint256 premium) = pool.classOf(k);
            assertEq(line.units, units, "class units");
            assertEq(line.premiumAccrued, accrued, "premium accrued");
            assertEq(line.premiumAt, since, "premium at");
            assertEq(line.premium, premium, "premium");
        }
        for (uint256 i = 0; i < kinds.length; i++) {
            PoolRebuilder.Debt memory debt = pools.debt(kinds[i]);
            (uint256 units, uint256 flow, uint256 ceiling, uint256 hourly) =
                pool.listingOf(kinds[i]);
            assertEq(debt.units, units, "listing units");
            assertEq(debt.flow, flow, "flow");
            assertEq(debt.ceiling, ceiling, "ceiling");
            assertEq(debt.hourly, hourly, "hourly");
        }
    }

    function compareShares() internal view {
        assertEq(pools.supply(), pool.totalSupply(), "supply");
        assertEq(pools.balanceOf(lender), pool.balanceOf(lender), "lender");
        for (uint256 i = 0; i < 4; i++) {
            assertEq(pools.balanceOf(actors[i]), pool.balanceOf(actors[i]), "balance");
        }
    }

    function assertEveryEventWasSeen() internal view {
        bytes32[21] memory all = [
            ILoanBookEvents.CreditorRegistered.selector,
            ILoanBookEvents.CollateralListed.selector,
            ILoanBookEvents.ListingClosed.selector,
            ILoanBookEvents.OperatorApproved.selector,
            ILoanBookEvents.NonceUsed.selector,
            ILoanBookEvents.Pledged.selector,
            ILoanBookEvents.Withdrawn.selector,
            ILoanBookEvents.Drawn.selector,
            ILoanBookEvents.Repaid.selector,
            ILoanBookEvents.Called.selector,
            ILoanBookEvents.Cleared.selector,
            ILoanBookEvents.Liquidated.selector,
            ILoanBookEvents.Reclassified.selector,
            ILoanBookEvents.WrittenOff.selector,
            ILendingPoolEvents.Accrued.selector,
            ILendingPoolEvents.InterestShared.selector,
            ILendingPoolEvents.BadDebtBooked.selector,
            ILendingPoolEvents.FirstLossFunded.selector,
            ILendingPoolEvents.LimitsSet.selector,
            ILendingPoolEvents.RatesSet.selector,
            ILendingPoolEvents.PremiumSet.selector
        ];
        for (uint256 i = 0; i < all.length; i++) {
            assertGt(seen[all[i]], 0, vm.toString(all[i]));
        }
    }
}
