// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {BookFixture} from "./BookFixture.sol";

/// @notice A seeded story of borrowers, lenders, liquidators, a curator and prices. Many steps are
///         refused, as in life.
abstract contract RandomStory is BookFixture {
    bytes32 internal constant TYPEHASH = keccak256(
        "SetOperator(address borrower,address operator,uint8 rights,uint40 expiry,uint256 nonce,"
        "uint256 deadline)"
    );

    address[4] internal actors;
    CollateralId[] internal kinds;
    uint256 internal succeeded;
    uint256 internal state;

    function setUp() public virtual override {
        super.setUp();
        actors = [alice, bob, carol, liquidator];
        kinds.push(btcId);
        kinds.push(ethId);
        kinds.push(altId);
        (PlainToken a, PlainToken b) = (new PlainToken(18), new PlainToken(18));
        Ladder memory ladder = Ladder(3_500, 4_800, 5_000, 5_500, 6_500);
        kinds.push(listing(a, oracleAt(10, 18), ladder, 800, 2));
        kinds.push(listing(b, oracleAt(10, 18), ladder, 800, 5));
        for (uint256 i = 0; i < 4; i++) {
            usd.mint(actors[i], 3_000_000 * USD);
            provide(a, actors[i]);
            provide(b, actors[i]);
        }
        vm.prank(makeAddr("second creditor"));
        book.register(creditorTerms());
    }

    function creditorTerms() internal view override returns (CreditorTerms memory terms) {
        terms = super.creditorTerms();
        terms.callFee = USD;
    }

    function provide(PlainToken token, address who) internal {
        token.mint(who, 1_000_000 * ETHER);
        vm.prank(who);
        token.approve(address(book), type(uint256).max);
    }

    // Chance

    function next(uint256 below) internal returns (uint256) {
        state = uint256(keccak256(abi.encode(state)));
        return state % below;
    }

    function someone() internal returns (address) {
        return actors[next(4)];
    }

    function someLoan() internal returns (LoanId) {
        return loanOf(actors[next(3)], uint64(1 + next(2)));
    }

    function someKind() internal returns (CollateralId) {
        return kinds[next(kinds.length)];
    }

    function oracleOf(CollateralId id) internal view returns (SettableOracle) {
        return SettableOracle(book.listing(pool.creditorId(), id).oracle);
    }

    function someAmount(CollateralId id) internal returns (uint256) {
        return (100 + next(40_000)) * USD * 1e36 / oracleOf(id).high();
    }

    function act(address who, address target, bytes memory data) internal {
        vm.prank(who);
        (bool ok,) = target.call(data);
        if (ok) succeeded++;
        acted(ok);
    }

    /// @dev After each action.
    function acted(bool ok) internal virtual;

    // One step, in one second; then some time may pass

    function step() internal {
        uint256 kind = next(20);
        if (kind < 11) borrow(kind);
        else if (kind < 15) lend();
        else if (kind == 15) curate();
        else if (kind == 16) authorise();
        else if (kind < 19) movePrice();
    }

    function pass() internal {
        if (next(3) == 0) skipTime(next(4) == 0 ? next(3 days) : next(2 hours));
    }

    function borrow(uint256 kind) internal {
        LoanId id = someLoan();
        address borrower = id.borrower();
        CollateralId c = someKind();
        uint256 dollars = (50 + next(20_000)) * USD;
        address target = address(book);
        if (kind == 0) {
            uint256 amount = someAmount(c);
            act(borrower, target, abi.encodeCall(book.open, (id, c, amount, dollars, carol)));
        } else if (kind <= 2) {
            act(someone(), target, abi.encodeCall(book.pledge, (id, c, someAmount(c))));
        } else if (kind == 3) {
            uint256 amount = next(2) == 0 ? type(uint256).max : someAmount(c);
            act(borrower, target, abi.encodeCall(book.withdraw, (id, c, amount, borrower)));
        } else if (kind == 4) {
            act(borrower, target, abi.encodeCall(book.draw, (id, dollars, borrower)));
        } else if (kind == 5) {
            uint256 amount = next(3) == 0 ? type(uint256).max : dollars;
            act(someone(), target, abi.encodeCall(book.repay, (id, amount)));
        } else if (kind < 10) {
            keep(kind, dollars);
        } else {
            several(id, c, dollars);
        }
    }

    /// @dev A keeper's round: calls, clears or sells every loan that it can.
    function keep(uint256 kind, uint256 dollars) internal {
        uint256 most = next(2) == 0 ? type(uint256).max : dollars;
        for (uint256 i = 0; i < 6; i++) {
            LoanId id = loanOf(actors[i % 3], uint64(1 + i / 3));
            bytes memory data = kind < 8
                ? abi.encodeCall(book.call, (id))
                : kind == 8
                    ? abi.encodeCall(book.clear, (id))
                    : abi.encodeCall(book.liquidate, (id, most, 0, liquidator, ""));
            act(liquidator, address(book), data);
        }
    }

    /// @dev Two kinds and a draw, or a sale that may take the last of the first collateral and a
    ///      pledge after it, in one transaction; or write-offs at a price of next to nothing.
    function several(LoanId id, CollateralId c, uint256 dollars) internal {
        if (next(12) == 0) {
            crash(1);
            for (uint256 i = 0; i < 2; i++) {
                act(carol, address(book), abi.encodeCall(book.writeOff, (someLoan())));
            }
            movePrice();
            return;
        }
        bytes[] memory calls = new bytes[](2);
        if (next(2) == 0) {
            address borrower = id.borrower();
            calls[0] = abi.encodeCall(book.pledge, (id, c, someAmount(c)));
            calls[1] = abi.encodeCall(book.draw, (id, dollars, borrower));
            act(borrower, address(book), abi.encodeCall(book.multicall, (calls)));
        } else {
            calls[0] = abi.encodeCall(book.liquidate, (id, type(uint256).max, 0, liquidator, ""));
            calls[1] = abi.encodeCall(book.pledge, (id, c, someAmount(c)));
            act(liquidator, address(book), abi.encodeCall(book.multicall, (calls)));
        }
    }

    function lend() internal {
        address who = next(2) == 0 ? lender : someone();
        uint256 amount = (1 + next(100_000)) * USD;
        uint256 kind = next(7);
        address p = address(pool);
        if (kind == 0) act(who, p, abi.encodeCall(pool.deposit, (amount, someone())));
        else if (kind == 1) act(who, p, abi.encodeCall(pool.mint, (amount * 1e6, who)));
        else if (kind == 2) act(who, p, abi.encodeCall(pool.withdraw, (amount, who, who)));
        else if (kind == 3) act(who, p, abi.encodeCall(pool.redeem, (amount * 1e6, who, who)));
        else if (kind == 4) act(who, p, abi.encodeCall(pool.fundFirstLoss, (amount / 1_000)));
        else if (kind == 5) act(who, p, abi.encodeCall(pool.transfer, (someone(), amount * 1e5)));
        else act(who, p, abi.encodeCall(pool.accrue, ()));
    }

    function curate() internal {
        uint256 kind = next(5);
        CollateralId c = someKind();
        address p = address(pool);
        uint104 limit = uint104((1_000 + next(400_000)) * USD);
        if (kind == 0) {
            RateConfig memory config = RateConfig(
                uint16(next(2_000)),
                uint16(next(2_000)),
                uint16(next(9_000)),
                uint16(1 + next(9_999)),
                uint16(next(5_001))
            );
            act(address(this), p, abi.encodeCall(pool.setRates, (config)));
        } else if (kind == 1) {
            uint256 k = 1 + next(7);
            act(address(this), p, abi.encodeCall(pool.setPremium, (k, uint16(next(3_000)))));
        } else if (kind == 2) {
            act(address(this), p, abi.encodeCall(pool.setLimits, (c, limit * 10, limit)));
        } else if (kind == 3) {
            act(address(this), p, abi.encodeCall(pool.lowerLimits, (c, limit * 5, limit / 2)));
        } else if (next(3) == 0) {
            act(address(this), p, abi.encodeCall(pool.closeListing, (c)));
            kinds.push(relist(c));
        }
    }

    /// @dev The same token again, as a new listing of another class.
    function relist(CollateralId c) internal returns (CollateralId) {
        CollateralTerms memory terms;
        terms.collateral = book.listing(pool.creditorId(), c).collateral;
        terms.oracle = book.listing(pool.creditorId(), c).oracle;
        terms.ladder = Ladder(4_000, 5_000, 5_200, 5_800, 6_800);
        (terms.maxBonusBps, terms.floorBonusBps, terms.slopeBps) = (700, 20, 20_000);
        terms.riskClass = uint8(next(8));
        return pool.listCollateral(terms, 1e15, 1e13);
    }

    function authorise() internal {
        if (next(2) == 0) {
            bytes memory data = abi.encodeCall(
                book.setOperator, (someone(), uint8(next(8)), uint40(state % 2 ** 40))
            );
            act(someone(), address(book), data);
            return;
        }
        uint40 expiry = uint40(state % 2 ** 40);
        uint256 deadline = vm.getBlockTimestamp();
        bytes memory signature = sign(
            keccak256(
                abi.encode(TYPEHASH, alice, bob, uint8(7), expiry, book.nonces(alice), deadline)
            )
        );
        act(
            carol,
            address(book),
            abi.encodeCall(
                book.setOperatorBySignature, (alice, bob, 7, expiry, deadline, signature)
            )
        );
    }

    function sign(bytes32 content) internal returns (bytes memory) {
        (, string memory name, string memory version, uint256 chain, address verifier,,) =
            book.eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address "
                    "verifyingContract)"
                ),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chain,
                verifier
            )
        );
        (, uint256 key) = makeAddrAndKey("alice");
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, content)));
        return abi.encodePacked(r, s, v);
    }

    /// @dev All prices to 50 % to 130 % of where they began, together; now and then lower.
    function movePrice() internal {
        crash(next(4) == 0 ? 25 + next(30) : 50 + next(80));
    }

    function crash(uint256 percent) internal {
        uint256[5] memory dollars = [uint256(60_000), 2_000, 10, 10, 10];
        uint8[5] memory decimals = [8, 18, 18, 18, 18];
        for (uint256 i = 0; i < 5; i++) {
            uint256 price = scaled(dollars[i], decimals[i]) * percent / 100;
            if (percent == 1) price = 1;
            oracleOf(kinds[i]).set(price, price);
        }
    }
}
