// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {SettableFeed} from "../../local/SettableFeed.sol";
import {LendingPool} from "../../src/credit/LendingPool.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {TestBase} from "../utils/TestBase.sol";

struct PoolSetup {
    uint256 token;
    uint256 minDebt;
    uint256 callFee;
    uint32 cureWindow;
    uint32 ramp;
    uint32 lapse;
    uint16[] premiums;
}

struct ListingSetup {
    uint256 pool;
    uint256 token;
    uint16[5] ladder;
    uint16 maxBonusBps;
    uint16 floorBonusBps;
    uint16 slopeBps;
    uint8 riskClass;
    uint104 ceiling;
    uint104 hourly;
    uint256 price;
}

/// @dev What a trace is played on, and every watched storage word before its first step.
struct Setup {
    uint256 startTime;
    bool sequencer;
    address[] actors;
    uint8[] decimals;
    uint256[] balances;
    PoolSetup[] pools;
    ListingSetup[] listings;
    address[] accounts;
    bytes32[] slots;
    bytes32[] values;
}

/// @notice Deploys what a trace is played on, in the order from which the model derives addresses:
///         manager, tokens, oracles, sequencer feed, book, pools, all by the first actor.
abstract contract ReplayStage is TestBase {
    mapping(address => bool) internal isProtocol;

    PlainToken[] private tokens;
    SettableOracle[] private oracles;
    LendingPool[] private pools;
    LoanBook private book;

    function stage(Setup memory setup) internal {
        address deployer = setup.actors[0];
        vm.warp(setup.startTime);
        vm.startPrank(deployer);
        AccessManager manager = new AccessManager(deployer);
        for (uint256 i = 0; i < setup.decimals.length; i++) {
            tokens.push(new PlainToken(setup.decimals[i]));
        }
        for (uint256 i = 0; i < setup.listings.length; i++) {
            oracles.push(new SettableOracle(setup.listings[i].price, setup.listings[i].price));
        }
        SettableFeed feed = new SettableFeed(0, 0);
        book = new LoanBook(setup.sequencer ? address(feed) : address(0));
        isProtocol[address(book)] = true;
        for (uint256 i = 0; i < setup.pools.length; i++) {
            addPool(setup.pools[i], address(manager));
        }
        for (uint256 i = 0; i < setup.listings.length; i++) {
            addListing(setup.listings[i], i);
        }
        vm.stopPrank();
        for (uint256 i = 0; i < setup.actors.length; i++) {
            fund(setup.actors[i], setup.balances);
        }
    }

    function addPool(PoolSetup memory p, address manager) private {
        LendingPool pool = new LendingPool(
            ILoanBook(address(book)),
            CreditorTerms(
                address(tokens[p.token]), p.minDebt, p.callFee, p.cureWindow, p.ramp, p.lapse
            ),
            manager,
            "Replay",
            "R"
        );
        for (uint256 k = 0; k < p.premiums.length; k++) {
            if (p.premiums[k] != 0) pool.setPremium(k + 1, p.premiums[k]);
        }
        pools.push(pool);
        isProtocol[address(pool)] = true;
    }

    function addListing(ListingSetup memory l, uint256 i) private {
        Ladder memory ladder =
            Ladder(l.ladder[0], l.ladder[1], l.ladder[2], l.ladder[3], l.ladder[4]);
        pools[l.pool].listCollateral(
            CollateralTerms({
                collateral: address(tokens[l.token]),
                oracle: address(oracles[i]),
                ladder: ladder,
                maxBonusBps: l.maxBonusBps,
                floorBonusBps: l.floorBonusBps,
                slopeBps: l.slopeBps,
                riskClass: l.riskClass
            }),
            l.ceiling,
            l.hourly
        );
    }

    function fund(address actor, uint256[] memory balances) private {
        for (uint256 i = 0; i < tokens.length; i++) {
            tokens[i].mint(actor, balances[i]);
            vm.startPrank(actor);
            tokens[i].approve(address(book), type(uint256).max);
            for (uint256 k = 0; k < pools.length; k++) {
                tokens[i].approve(address(pools[k]), type(uint256).max);
            }
            vm.stopPrank();
        }
    }
}
